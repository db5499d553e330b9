package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tasks that are started where they are told to, protected, and numbered. */
class TaskOperationsTest {
    private final Session session = new Session();

    @Test
    void eachTaskIsStartedOnTheInstanceNamedForIt() {
        session.instance("a", "").instance("b", "'status':'DRAINING'").instance("c", "'agentConnected':false");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':600}");
        session.expect("{'op':'StartTask','taskDefinition':'f','containerInstances':['c','a','a','b']}",
                "{'tasks':[{'taskArn':'task/2','containerInstanceArn':'a','group':'family:f'}],"
                        + "'failures':[{'reason':'AGENT','count':1}],"
                        + "'closest':{'containerInstanceArn':'c','reason':'AGENT'}}");
        session.expect("{'op':'StartTask','taskDefinition':'f','containerInstances':['b'],'referenceId':'r'}",
                "{'tasks':[],'failures':[{'reason':'NO_CONTAINER_INSTANCE','count':0}]}");
        session.expect("{'op':'StartTask','taskDefinition':'f','containerInstances':['a'],'group':'g',"
                        + "'overrides':{'cpu':'24'}}",
                "{'tasks':[{'taskArn':'task/6','containerInstanceArn':'a','group':'g'}],'failures':[]}");
        for (final String instances : new String[] {"", "'no'", "'a','no'", "''", "'a','a','a','a','a','a','a','a',"
                + "'a','a','a'"}) {
            session.refuse("{'op':'StartTask','taskDefinition':'f','containerInstances':[" + instances + "]}");
        }
        session.refuse("{'op':'StartTask','taskDefinition':'f'}");
        session.refuse("{'op':'StartTask','taskDefinition':'f','containerInstances':['a'],'group':'service:x'}");
        session.refuse("ClientException", "{'op':'StartTask','taskDefinition':'no','containerInstances':['no']}");
    }

    @Test
    void aRefusalNamesTheItemOfTheList() {
        session.accept("{'op':'RegisterTaskDefinition','family':'f'}");
        assertEquals("placementStrategy[0]: strategy type is 'Spread', must be binpack, spread or random",
                session.ask("{'op':'RunTask','taskDefinition':'f','placementStrategy':[{'type':'Spread'}]}")
                        .at("/error/message").textValue());
        assertEquals("containerDefinitions[0].portMappings[0].containerPort is a port mapping's, must be absent with"
                        + " networkMode none",
                session.ask("{'op':'RegisterTaskDefinition','family':'g','networkMode':'none','containerDefinitions':"
                                + "[{'name':'c','portMappings':[{'containerPort':80}]}]}")
                        .at("/error/message").textValue());
    }

    @Test
    void aStartThatFailsNamesItsInstanceInFull() {
        final Session full = new Session(Failures.Form.full);
        full.instance("a", "").instance("b", "'status':'DRAINING'");
        full.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':600,'networkMode':'awsvpc'}");
        full.expect("{'op':'StartTask','taskDefinition':'f','containerInstances':['a']}",
                "{'tasks':[],'failures':[{'arn':'a','reason':'ATTRIBUTE'}]}");
        full.expect("{'op':'StartTask','taskDefinition':'f','containerInstances':['b']}",
                "{'tasks':[],'failures':[{'reason':'NO_CONTAINER_INSTANCE','count':0}]}");
    }

    @Test
    void aStartLooksAtNoZone() {
        session.instance("a", "'eniSlots':1,'attributes':[{'name':'ecs.capability.task-eni'},"
                + "{'name':'ecs.availability-zone','value':'z1'}]");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','networkMode':'awsvpc'}");
        session.expect("{'op':'StartTask','taskDefinition':'f','containerInstances':['a'],'networkConfiguration':"
                        + "{'awsvpcConfiguration':{'subnets':['s']}},'subnetZones':{'s':'z2'}}",
                "{'tasks':[{'taskArn':'task/1','containerInstanceArn':'a','group':'family:f'}],'failures':[]}");
    }

    @Test
    void tasksAreNumberedAsTheyAreAskedFor() {
        session.instance("a", "").accept(
                "{'op':'RegisterTaskDefinition','family':'f','cpu':400}",
                "{'op':'RunTask','taskDefinition':'f','count':5,'referenceId':'r'}",
                "{'op':'StartTask','taskDefinition':'f','containerInstances':['a','a']}",
                "{'op':'LoadTask','task':'mine','taskDefinition':'f','containerInstance':'a'}",
                "{'op':'StopTask','task':'r/1'}",
                "{'op':'StopTask','task':'r/2'}");
        assertEquals("task/8", session.ask("{'op':'RunTask','taskDefinition':'f'}").at("/tasks/0/taskArn").asText());
        session.refuse("{'op':'RunTask','taskDefinition':'f','referenceId':'task'}");
        session.accept("{'op':'RunTask','taskDefinition':'f','referenceId':'mine'}");
        session.refuse("{'op':'RunTask','taskDefinition':'f','referenceId':'mine'}");
    }

    @Test
    void anyTaskMayBeProtected() {
        session.instance("a", "").accept("{'op':'RegisterTaskDefinition','family':'f'}",
                "{'op':'RunTask','taskDefinition':'f','count':2}");
        final String before = session.digest();
        session.expect("{'op':'UpdateTaskProtection','tasks':['task/2','task/1'],'protectionEnabled':true}",
                "{'protectedTasks':[{'taskArn':'task/2','protectionEnabled':true},"
                        + "{'taskArn':'task/1','protectionEnabled':true}]}");
        session.refuse("{'op':'UpdateTaskProtection','tasks':['task/2','no'],'protectionEnabled':false}");
        session.refuse("{'op':'UpdateTaskProtection','tasks':['task/2']}");
        session.accept("{'op':'UpdateTaskProtection','tasks':['task/2','task/1'],'protectionEnabled':false}");
        assertEquals(before, session.digest());
        session.accept("{'op':'StopTask','task':'task/1'}").refuse("{'op':'StopTask','task':'task/1'}");
    }
}
