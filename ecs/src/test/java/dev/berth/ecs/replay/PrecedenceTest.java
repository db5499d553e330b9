package dev.berth.ecs.replay;

import org.junit.jupiter.api.Test;

/** Two faults in one line: which of them is told. */
class PrecedenceTest {
    private final Session session = new Session().instance("a", "").accept(
            "{'op':'RegisterTaskDefinition','family':'f'}",
            "{'op':'RunTask','taskDefinition':'f','referenceId':'r'}",
            "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':1}");

    @Test
    void aWrongTypeComesFirst() {
        session.refuse("InvalidParameterException",
                "{'op':'RunTask','taskDefinition':'no','group':1}",
                "{'op':'RunTask','taskDefinition':'no','subnetZones':{'s':1}}",
                "{'op':'RunTask','taskDefinition':'no','overrides':{'containerOverrides':[{'cpu':'1'}]}}",
                "{'op':'RunTask','taskDefinition':'no','placementConstraints':[{'type':1}]}",
                "{'op':'StartTask','taskDefinition':'no','containerInstances':[1]}",
                "{'op':'LoadTask','taskDefinition':'no','counted':1}",
                "{'op':'CreateService','taskDefinition':'no','desiredCount':'1'}",
                "{'op':'UpdateService','taskDefinition':'no','placementStrategy':{}}",
                "{'op':'PutAttributes','attributes':[{'targetId':'no','value':1}]}",
                "{'op':'DeregisterContainerInstance','containerInstance':'a','force':'no'}");
    }

    @Test
    void thenADefinitionThatIsNotThere() {
        session.refuse("ClientException",
                "{'op':'RunTask','taskDefinition':'no','count':99,'launchType':'x','group':'','referenceId':'r'}",
                "{'op':'RunTask','taskDefinition':'','placementStrategy':[{'type':'x'}]}",
                "{'op':'StartTask','taskDefinition':'f:7','containerInstances':['no'],'referenceId':'a/b'}",
                "{'op':'LoadTask','task':'r/1','taskDefinition':'no','containerInstance':'no'}",
                "{'op':'CreateService','serviceName':'s','taskDefinition':'no','schedulingStrategy':'x'}",
                "{'op':'UpdateService','service':'no','taskDefinition':'f:0','desiredCount':-1}");
    }

    @Test
    void thenWhatIsSaidOfInstances() {
        session.refuse("TargetNotFoundException",
                "{'op':'PutAttributes','attributes':[{'name':''},{'name':'x','targetId':'no'}]}");
        session.refuse("ClusterContainsTasksException",
                "{'op':'DeregisterContainerInstance','containerInstance':'a'}");
    }
}
