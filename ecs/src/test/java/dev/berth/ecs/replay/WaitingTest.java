package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Services say why their tasks wait, DAEMON services too. */
class WaitingTest {
    private static final String DAEMON = "'schedulingStrategy':'DAEMON'";

    private final Session session = new Session();

    private void cluster() {
        session.instance("a", "'attributes':[{'name':'disk','value':'ssd'}]");
        session.instance("b", "'attributes':[{'name':'disk','value':'hdd'}],'registeredResources':["
                + "{'name':'CPU','integerValue':100},{'name':'MEMORY','integerValue':1024}]");
        session.instance("c", "'registeredResources':[{'name':'CPU','integerValue':1024},"
                + "{'name':'PORTS','stringSetValue':['80']}]");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':256}",
                "{'op':'RegisterTaskDefinition','family':'p','cpu':128,'containerDefinitions':[{'name':'c',"
                        + "'portMappings':[{'containerPort':80,'hostPort':80}]}]}");
    }

    private JsonNode create(final String name, final String definition, final String more) {
        return session.ask("{'op':'CreateService','serviceName':'" + name + "','taskDefinition':'" + definition + "',"
                + more + "}");
    }

    @Test
    void serviceShortOfPorts() {
        cluster();
        final JsonNode answer = create("s", "p", "'desiredCount':3");
        assertEquals(
                "[{\"reason\":\"RESOURCE:CPU\",\"count\":1},{\"reason\":\"RESOURCE:PORTS\",\"count\":2}]",
                answer.get("failures").toString());
        assertEquals(
                "{\"containerInstanceArn\":\"a\",\"reason\":\"RESOURCE:PORTS\"}", answer.get("closest").toString());
        assertEquals(2, answer.at("/service/pendingCount").asInt());
        assertEquals(
                "{\"s\":[{\"reason\":\"RESOURCE:CPU\",\"count\":1},{\"reason\":\"RESOURCE:PORTS\",\"count\":2}]}",
                session.ask("{'op':'Tick'}").get("failures").toString());
    }

    @Test
    void serviceThatHasAllItsTasksSaysNothing() {
        cluster();
        final JsonNode answer = create("s", "f", "'desiredCount':1");
        assertFalse(answer.has("failures"));
        assertFalse(answer.has("closest"));
        assertFalse(session.ask("{'op':'Tick'}").has("failures"));
        assertFalse(session.ask("{'op':'DeleteService','service':'s'}").has("failures"));
    }

    @Test
    void emptyClusterConsidersNone() {
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':256}");
        final JsonNode answer = create("s", "f", "'desiredCount':1");
        assertEquals("[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]", answer.get("failures").toString());
        assertFalse(answer.has("closest"));
        assertEquals(
                "{\"s\":[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]}",
                session.ask("{'op':'Tick'}").get("failures").toString());
        final JsonNode daemon = create("d", "f", DAEMON);
        assertEquals(0, daemon.at("/service/desiredCount").asInt());
        assertFalse(daemon.has("failures"), "it desires none");
    }

    @Test
    void starvedDaemonIsSeen() {
        cluster();
        final JsonNode answer = create("d", "f", DAEMON);
        assertEquals(
                "{\"serviceName\":\"d\",\"desiredCount\":3,\"runningCount\":2,\"pendingCount\":1}",
                answer.get("service").toString());
        assertEquals("[{\"reason\":\"RESOURCE:CPU\",\"count\":1}]", answer.get("failures").toString());
        assertEquals("b", answer.at("/closest/containerInstanceArn").asText());
        final JsonNode tick = session.ask("{'op':'Tick'}");
        assertEquals("{\"d\":1}", tick.get("pending").toString());
        assertEquals("{\"d\":[{\"reason\":\"RESOURCE:CPU\",\"count\":1}]}", tick.get("failures").toString());
    }

    /** Where the agent is away, an attribute or a constraint fails, or the instance drains, none is desired. */
    @Test
    void daemonDesiresNoneWhereMoreThanResourcesFail() {
        cluster();
        final JsonNode answer = create("d", "f", DAEMON + ",'placementConstraints':[{'type':'memberOf',"
                + "'expression':'attribute:disk == hdd'}]");
        assertEquals(1, answer.at("/service/desiredCount").asInt(), "b alone, which is short of CPU");
        session.accept("{'op':'UpdateContainerAgentState','containerInstance':'b','agentConnected':false}");
        assertEquals("{}", session.ask("{'op':'Tick'}").get("pending").toString());
        session.accept("{'op':'UpdateContainerAgentState','containerInstance':'b','agentConnected':true}");
        assertEquals("{\"d\":1}", session.ask("{'op':'Tick'}").get("pending").toString());
        session.accept("{'op':'UpdateContainerInstancesState','containerInstances':['b'],'status':'DRAINING'}");
        assertEquals("{}", session.ask("{'op':'Tick'}").get("pending").toString());
        session.accept("{'op':'RegisterTaskDefinition','family':'attr','requiresAttributes':[{'name':'gpu-driver'}]}");
        assertEquals(0, create("e", "attr", DAEMON).at("/service/desiredCount").asInt());
    }

    /** By the end of the tick a task has gone to another zone, and what it left is free. */
    @Test
    void whatFitsByThenIsNotCounted() {
        session.instance("a", "'attributes':[{'name':'ecs.availability-zone','value':'z1'}]");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':256}",
                "{'op':'RegisterTaskDefinition','family':'one','cpu':256,'placementConstraints':[{'type':'memberOf',"
                        + "'expression':'attribute:ecs.availability-zone == z1'}]}",
                "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':4,"
                        + "'availabilityZoneRebalancing':'ENABLED'}");
        create("late", "one", "'desiredCount':1");
        session.instance("b", "'attributes':[{'name':'ecs.availability-zone','value':'z2'}]");
        final JsonNode tick = session.ask("{'op':'Tick'}");
        assertEquals("{\"late\":1}", tick.get("pending").toString());
        assertEquals(
                "{\"late\":[{\"reason\":\"MemberOf placement constraint unsatisfied.\",\"count\":1}]}",
                tick.get("failures").toString(), "a has room again");
        assertEquals(1, session.ask("{'op':'Tick'}").get("started").size() - 1, "and one more move");
    }

    @Test
    void fullFormNamesEachInstance() {
        final Session full = new Session(Failures.Form.full);
        full.instance("a", "").instance("b", "");
        full.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':1000}",
                "{'op':'CreateService','serviceName':'x','taskDefinition':'f','desiredCount':1}");
        final JsonNode answer = full.ask("{'op':'CreateService','serviceName':'d','taskDefinition':'f'," + DAEMON
                + "}");
        assertEquals("[{\"arn\":\"a\",\"reason\":\"RESOURCE:CPU\"}]", answer.get("failures").toString());
        assertFalse(answer.has("closest"));
        full.accept("{'op':'StopTask','task':'service/x/1'}");
        assertEquals(
                "[{\"arn\":\"a\",\"reason\":\"RESOURCE:CPU\"},{\"arn\":\"b\",\"reason\":\"RESOURCE:CPU\"}]",
                full.ask("{'op':'UpdateService','service':'x','desiredCount':2}").get("failures").toString(),
                "a has the new task, b that of the daemon");
    }
}
