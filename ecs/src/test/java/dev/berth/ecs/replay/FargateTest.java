package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tasks that need no instance. */
class FargateTest {
    private static final String NET = ",'launchType':'FARGATE','networkConfiguration':{'awsvpcConfiguration':"
            + "{'subnets':['s2','s1']}},'subnetZones':{'s1':'z1','s2':'z2'}";

    private final Session session = new Session().accept(
            "{'op':'RegisterTaskDefinition','family':'f','networkMode':'awsvpc','cpu':'0.25 vCPU',"
                    + "'memory':512,'requiresAttributes':[{'name':'never'}]}",
            "{'op':'RegisterTaskDefinition','family':'bridge','cpu':256,'memory':512}",
            "{'op':'RegisterTaskDefinition','family':'sum','networkMode':'awsvpc','containerDefinitions':["
                    + "{'cpu':256,'memory':512}]}",
            "{'op':'RegisterTaskDefinition','family':'member','networkMode':'awsvpc','cpu':256,'memory':512,"
                    + "'placementConstraints':[{'type':'memberOf','expression':'attribute:a exists'}]}");

    @Test
    void tasksGoToTheZoneWithTheFewestOfTheGroup() {
        session.expect("{'op':'RunTask','taskDefinition':'f','count':3" + NET + "}",
                "{'tasks':[{'taskArn':'task/1','availabilityZone':'z2','group':'family:f'},"
                        + "{'taskArn':'task/2','availabilityZone':'z1','group':'family:f'},"
                        + "{'taskArn':'task/3','availabilityZone':'z2','group':'family:f'}],'failures':[]}");
        session.expect("{'op':'RunTask','taskDefinition':'f','group':'g','referenceId':'r'" + NET + "}",
                "{'tasks':[{'taskArn':'r/1','availabilityZone':'z2','group':'g'}],'failures':[]}");
        session.expect("{'op':'StopTask','task':'task/1'}",
                "{'task':{'taskArn':'task/1','availabilityZone':'z2'}}");
        session.accept("{'op':'StopTask','task':'task/3'}");
        assertEquals("z2", session.ask("{'op':'RunTask','taskDefinition':'f'" + NET + "}")
                .at("/tasks/0/availabilityZone").asText());
        session.refuse("{'op':'StopTask','task':'task/3'}");
        session.refuse("{'op':'RunTask','taskDefinition':'f','referenceId':'r'" + NET + "}");
    }

    @Test
    void whatFargateDoesNotTakeIsRefused() {
        for (final String bad : new String[] {
            "'taskDefinition':'bridge'", "'taskDefinition':'sum'", "'taskDefinition':'member'",
            "'taskDefinition':'f','placementStrategy':[{'type':'random'}]",
            "'taskDefinition':'f','placementConstraints':[{'type':'distinctInstance'}]",
            "'taskDefinition':'f','overrides':{'cpu':'512'}",
            "'taskDefinition':'f','overrides':{'memory':'3 GB'}",
            "'taskDefinition':'f','group':'service:x'"
        }) {
            session.refuse("{'op':'RunTask'," + bad + NET + "}");
        }
        session.refuse("{'op':'RunTask','taskDefinition':'f','launchType':'FARGATE'}");
        session.refuse("{'op':'RunTask','taskDefinition':'f','launchType':'FARGATE','networkConfiguration':"
                + "{'awsvpcConfiguration':{'subnets':['s']}}}");
        session.accept("{'op':'RunTask','taskDefinition':'f','overrides':{'cpu':'512','memory':'4 GB'}" + NET + "}",
                "{'op':'RunTask','taskDefinition':'sum','overrides':{'cpu':'256','memory':'512'}" + NET + "}");
    }

    @Test
    void aServiceSpreadsItsTasksOverItsZones() {
        session.expect("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':2" + NET + "}",
                "{'service':{'serviceName':'s','desiredCount':2,'runningCount':2,'pendingCount':0},'started':["
                        + "{'taskArn':'service/s/1','availabilityZone':'z2','group':'service:s'},"
                        + "{'taskArn':'service/s/2','availabilityZone':'z1','group':'service:s'}],'stopped':[]}");
        session.expect("{'op':'UpdateService','service':'s','desiredCount':3,'networkConfiguration':"
                        + "{'awsvpcConfiguration':{'subnets':['s1']}},'subnetZones':{'s1':'z1'}}",
                "{'service':{'serviceName':'s','desiredCount':3,'runningCount':3,'pendingCount':0},'started':["
                        + "{'taskArn':'service/s/3','availabilityZone':'z1','group':'service:s'}],'stopped':[]}");
        session.expect("{'op':'UpdateService','service':'s','desiredCount':2}",
                "{'service':{'serviceName':'s','desiredCount':2,'runningCount':2,'pendingCount':0},'started':[],"
                        + "'stopped':[{'taskArn':'service/s/3','availabilityZone':'z1'}]}");
        session.refuse("{'op':'UpdateService','service':'s','taskDefinition':'bridge'}");
        session.refuse("{'op':'UpdateService','service':'s','networkConfiguration':{}}");
        session.refuse("{'op':'UpdateService','service':'s','placementStrategy':[{'type':'random'}]}");
        session.accept("{'op':'DeleteService','service':'s'}");
    }

    /** A service is refused in the words of its request. */
    @Test
    void theMemberThatAServiceMayNotHaveIsNamed() {
        final String start = "{'op':'CreateService','serviceName':'s','taskDefinition':'f'";
        final String replica = start + ",'desiredCount':1" + NET;
        final String daemon = start + ",'schedulingStrategy':'DAEMON'";
        for (final String[] pair : new String[][] {
            {replica + ",'placementStrategy':[{'type':'random'}]}",
                "placementStrategy has 1 items, must have none on Fargate, which has no instances"},
            {replica + ",'placementConstraints':[{'type':'distinctInstance'}]}",
                "placementConstraints has 1 items, must have none on Fargate, which has no instances"},
            {start + ",'desiredCount':1,'launchType':'FARGATE'}",
                "networkConfiguration.awsvpcConfiguration.subnets is empty, must be 1 or more on Fargate; name the zone"
                        + " of each in subnetZones"},
            {daemon + ",'placementStrategy':[{'type':'random'}]}",
                "placementStrategy has 1 items, must have none for a DAEMON service, which ranks no instances"},
            {daemon + ",'capacityProviderStrategy':[{'capacityProvider':'p'}]}",
                "capacityProviderStrategy has 1 items, must have none for a DAEMON service, which has one task on each"
                        + " instance"}
        }) {
            session.refuse(pair[0]);
            assertEquals(pair[1], session.ask(pair[0]).at("/error/message").asText());
        }
    }

    @Test
    void noMoreTasksRunThanTheLimit() {
        session.refuse("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':2147483647"
                + NET + "}");
        session.accept("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':8190" + NET + "}");
        session.refuse("{'op':'RunTask','taskDefinition':'f','count':3" + NET + "}");
        session.accept("{'op':'RunTask','taskDefinition':'f','count':2" + NET + "}");
        session.refuse("{'op':'UpdateService','service':'s','desiredCount':8191}");
    }
}
