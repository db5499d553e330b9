package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Services: what each operation and a tick start and stop, and how it is answered. */
class ServiceOperationsTest {
    private static final String RUN = "'name':'CPU','integerValue':1024},{'name':'GPU','stringSetValue':['g1','g2']";

    private final Session session = new Session();

    private void cluster() {
        session.instance("a", zone("z1")).instance("b", zone("z2"));
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':400}",
                "{'op':'RegisterTaskDefinition','family':'big','cpu':1000}");
    }

    private static String zone(final String zone) {
        return "'attributes':[{'name':'ecs.availability-zone','value':'" + zone + "'}],'registeredResources':[{"
                + RUN + "}]";
    }

    private static String service(final String name, final int desired, final int running, final int pending) {
        return "'service':{'serviceName':'" + name + "','desiredCount':" + desired + ",'runningCount':" + running
                + ",'pendingCount':" + pending + "}";
    }

    private static String started(final String id, final String instance) {
        return "{'taskArn':'service/" + id + "','containerInstanceArn':'" + instance + "','group':'service:"
                + id.substring(0, id.indexOf('/')) + "'}";
    }

    private static String waits(final String closest, final String reason, final int count) {
        return "'failures':[{'reason':'" + reason + "','count':" + count + "}],'closest':{'containerInstanceArn':'"
                + closest + "','reason':'" + reason + "'}";
    }

    private static String stopped(final String id, final String instance) {
        return "{'taskArn':'service/" + id + "','containerInstanceArn':'" + instance + "'}";
    }

    @Test
    void aServiceIsCreatedChangedAndDeleted() {
        cluster();
        session.expect("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':5}",
                "{" + service("s", 5, 4, 1) + ",'started':[" + started("s/1", "a") + "," + started("s/2", "b") + ","
                        + started("s/3", "a") + "," + started("s/4", "b") + "],'stopped':[],"
                        + waits("a", "RESOURCE:CPU", 2) + "}");
        session.expect("{'op':'UpdateService','service':'s','desiredCount':3}",
                "{" + service("s", 3, 3, 0) + ",'started':[],'stopped':[" + stopped("s/4", "b") + "]}");
        session.expect("{'op':'StopTask','task':'service/s/1'}",
                "{'task':{'taskArn':'service/s/1','containerInstanceArn':'a'}}");
        session.expect("{'op':'Tick'}",
                "{'started':[" + started("s/5", "a") + "],'stopped':[],'pending':{}}");
        session.expect("{'op':'UpdateService','service':'s','taskDefinition':'big','desiredCount':4}",
                "{" + service("s", 4, 3, 1) + ",'started':[],'stopped':[]," + waits("b", "RESOURCE:CPU", 2) + "}");
        session.expect("{'op':'Tick'}", "{'started':[],'stopped':[],'pending':{'s':1},"
                + "'failures':{'s':[{'reason':'RESOURCE:CPU','count':2}]}}");
        session.expect("{'op':'DeleteService','service':'s'}",
                "{" + service("s", 0, 0, 0) + ",'started':[],'stopped':[" + stopped("s/2", "b") + ","
                        + stopped("s/3", "a") + "," + stopped("s/5", "a") + "]}");
        session.expect("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':1}",
                "{" + service("s", 1, 1, 0) + ",'started':[" + started("s/6", "a") + "],'stopped':[]}");
    }

    @Test
    void whatAnUpdateLeavesOutKeepsItsValue() {
        cluster();
        session.accept("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':0,"
                + "'placementConstraints':[{'type':'memberOf','expression':'attribute:ecs.availability-zone == z2'}],"
                + "'placementStrategy':[{'type':'binpack','field':'cpu'}]}");
        session.expect("{'op':'UpdateService','service':'s','desiredCount':1}",
                "{" + service("s", 1, 1, 0) + ",'started':[" + started("s/1", "b") + "],'stopped':[]}");
        session.expect("{'op':'UpdateService','service':'s','desiredCount':3,'placementStrategy':null}",
                "{" + service("s", 3, 2, 1) + ",'started':[" + started("s/2", "b") + "],'stopped':[],"
                        + "'failures':[{'reason':'RESOURCE:CPU','count':1},{'reason':'MemberOf placement constraint"
                        + " unsatisfied.','count':1}],'closest':{'containerInstanceArn':'a',"
                        + "'reason':'MemberOf placement constraint unsatisfied.'}}");
        session.expect("{'op':'UpdateService','service':'s','placementConstraints':[]}",
                "{" + service("s", 3, 3, 0) + ",'started':[" + started("s/3", "a") + "],'stopped':[]}");
        session.expect("{'op':'UpdateService','service':'s','launchType':7,'schedulingStrategy':'DAEMON'}",
                "{" + service("s", 3, 3, 0) + ",'started':[],'stopped':[]}");
    }

    @Test
    void aProtectedTaskStays() {
        cluster();
        session.accept("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':2}",
                "{'op':'UpdateTaskProtection','tasks':['service/s/2'],'protectionEnabled':true}");
        session.expect("{'op':'UpdateService','service':'s','desiredCount':0}",
                "{" + service("s", 0, 1, 0) + ",'started':[],'stopped':[" + stopped("s/1", "a") + "]}");
        session.expect("{'op':'DeleteService','service':'s'}",
                "{" + service("s", 0, 0, 0) + ",'started':[],'stopped':[" + stopped("s/2", "b") + "]}");
    }

    @Test
    void aDaemonRunsOnEachInstance() {
        cluster();
        session.expect("{'op':'CreateService','serviceName':'d','taskDefinition':'f','schedulingStrategy':'DAEMON'}",
                "{" + service("d", 2, 2, 0) + ",'started':[" + started("d/1", "a") + "," + started("d/2", "b")
                        + "],'stopped':[]}");
        session.accept("{'op':'StopTask','task':'service/d/1'}",
                "{'op':'UpdateContainerInstancesState','containerInstances':['b'],'status':'DRAINING'}");
        session.instance("c", "");
        session.expect("{'op':'Tick'}", "{'started':[" + started("d/3", "a") + "," + started("d/4", "c")
                + "],'stopped':[" + stopped("d/2", "b") + "],'pending':{}}");
        session.refuse("{'op':'UpdateService','service':'d','desiredCount':1}");
        session.refuse("{'op':'UpdateService','service':'d','placementStrategy':[{'type':'random'}]}");
        for (final String more : new String[] {
            "'desiredCount':0", "'placementStrategy':[{'type':'random'}]", "'launchType':'FARGATE'"
        }) {
            session.refuse("{'op':'CreateService','serviceName':'e','taskDefinition':'f',"
                    + "'schedulingStrategy':'DAEMON'," + more + "}");
        }
    }

    @Test
    void tasksLeaveAnInstanceThatDrains() {
        cluster();
        session.accept("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':3}",
                "{'op':'UpdateContainerInstancesState','containerInstances':['a'],'status':'DRAINING'}");
        session.expect("{'op':'Tick'}", "{'started':[" + started("s/4", "b") + "],'stopped':["
                + stopped("s/1", "a") + "],'pending':{}}");
        session.accept("{'op':'DeregisterContainerInstance','containerInstance':'a','force':true}");
        session.expect("{'op':'Tick'}", "{'started':[],'stopped':[],'pending':{'s':1},"
                + "'failures':{'s':[{'reason':'RESOURCE:CPU','count':1}]}}");
        session.expect("{'op':'UpdateService','service':'s'}",
                "{" + service("s", 3, 2, 1) + ",'started':[],'stopped':[]," + waits("b", "RESOURCE:CPU", 1) + "}");
    }

    @Test
    void zonesAreBalancedByOneMoveATick() {
        session.instance("a", zone("z1")).accept("{'op':'RegisterTaskDefinition','family':'f','cpu':1}",
                "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':4,"
                        + "'availabilityZoneRebalancing':'ENABLED'}");
        session.instance("b", zone("z2"));
        session.expect("{'op':'Tick'}", "{'started':[" + started("s/5", "b") + "],'stopped':["
                + stopped("s/4", "a") + "],'pending':{}}");
        session.accept("{'op':'UpdateService','service':'s','availabilityZoneRebalancing':'DISABLED'}");
        session.expect("{'op':'Tick'}", "{'started':[],'stopped':[],'pending':{}}");
    }

    @Test
    void gpusFollowWhatStartsAndStops() {
        session.instance("a", zone("z1")).instance("b", zone("z1"));
        session.accept("{'op':'RegisterTaskDefinition','family':'g','containerDefinitions':[{'name':'c',"
                        + "'resourceRequirements':[{'type':'GPU','value':'1'}]}]}",
                "{'op':'CreateService','serviceName':'s','taskDefinition':'g','desiredCount':3,"
                        + "'placementStrategy':[{'type':'binpack','field':'cpu'}]}",
                "{'op':'StopTask','task':'service/s/1'}");
        assertEquals("['g1']", session.remaining("a", "GPU"));
        assertEquals("['g2']", session.remaining("b", "GPU"));
        session.accept("{'op':'UpdateContainerInstancesState','containerInstances':['b'],'status':'DRAINING'}",
                "{'op':'Tick'}");
        assertEquals("[]", session.remaining("a", "GPU"));
        session.accept("{'op':'DeleteService','service':'s'}");
        assertEquals("['g1','g2']", session.remaining("a", "GPU"));
        assertEquals("['g1','g2']", session.remaining("b", "GPU"));
    }

    @Test
    void aLoadedTaskOfAServicesGroupIsNoOnes() {
        cluster();
        session.accept("{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'a','counted':false,"
                + "'group':'service:s'}");
        session.expect("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':1}",
                "{" + service("s", 1, 1, 0) + ",'started':[" + started("s/1", "b") + "],'stopped':[]}");
        session.accept("{'op':'StopTask','task':'x'}", "{'op':'StopTask','task':'service/s/1'}",
                "{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'b','group':'service:s'}");
        session.expect("{'op':'Tick'}", "{'started':[" + started("s/2", "a") + "],'stopped':[],'pending':{}}");
        session.accept("{'op':'DeleteService','service':'s'}");
        assertEquals(1, session.describe("b").get("runningTasksCount").intValue());
        session.accept("{'op':'StopTask','task':'x'}");
    }

    @Test
    void whatIsAskedIsChecked() {
        cluster();
        session.accept("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':1}");
        session.refuse("ClientException",
                "{'op':'CreateService','serviceName':'','taskDefinition':'no'}",
                "{'op':'UpdateService','service':'no','taskDefinition':'f:2'}");
        for (final String bad : new String[] {
            "'serviceName':'s','desiredCount':1", "'serviceName':'','desiredCount':1", "'desiredCount':1",
            "'serviceName':'t'", "'serviceName':'t','desiredCount':-1", "'serviceName':'t','desiredCount':2147483648",
            "'serviceName':'t','desiredCount':1,'schedulingStrategy':'daemon'",
            "'serviceName':'t','desiredCount':1,'launchType':'EXTERNAL'",
            "'serviceName':'t','desiredCount':1,'availabilityZoneRebalancing':'ON'",
            "'serviceName':'t','desiredCount':1,'placementStrategy':[{'type':'spread'}]",
            "'serviceName':'t','desiredCount':1,'placementConstraints':[{'type':'memberOf','expression':''}]",
            "'serviceName':'t','desiredCount':1,"
                    + "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['s']}},'subnetZones':{'t':'z1'}"
        }) {
            session.refuse("{'op':'CreateService','taskDefinition':'f'," + bad + "}");
        }
        session.refuse("{'op':'CreateService','serviceName':'t','desiredCount':1}");
        session.refuse("{'op':'UpdateService','desiredCount':1}");
        session.refuse("{'op':'UpdateService','service':'no','desiredCount':1}");
        session.refuse("{'op':'DeleteService','service':'no'}");
        session.refuse("{'op':'DeleteService','serviceName':'s'}");
    }
}
