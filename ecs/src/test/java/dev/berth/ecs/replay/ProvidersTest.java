package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Capacity providers: which instances the tasks of a call and of a service consider, and what is refused. */
class ProvidersTest {
    private static final String SUBNETS = "'networkConfiguration':{'awsvpcConfiguration':{'subnets':['n']}},"
            + "'subnetZones':{'n':'z1'}";

    private final Session session = new Session();

    private void cluster() {
        session.instance("p1", "'capacityProviderName':'p'").instance("q1", "'capacityProviderName':'q'");
        session.instance("free", "");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':256}",
                "{'op':'RegisterTaskDefinition','family':'far','networkMode':'awsvpc','cpu':256,'memory':512}");
    }

    /** Items as {@code name:base:weight}. */
    private static String providers(final String... items) {
        final StringBuilder text = new StringBuilder("'capacityProviderStrategy':[");
        for (final String item : items) {
            final String[] parts = item.split(":");
            text.append(text.charAt(text.length() - 1) == '[' ? "" : ",").append("{'capacityProvider':'")
                    .append(parts[0]).append("','base':").append(parts[1]).append(",'weight':").append(parts[2])
                    .append('}');
        }
        return text.append(']').toString();
    }

    private JsonNode run(final int count, final String more) {
        return session.ask("{'op':'RunTask','taskDefinition':'f','placementStrategy':[{'type':'binpack',"
                + "'field':'cpu'}],'count':" + count + "," + more + "}");
    }

    private static String instances(final JsonNode answer, final String tasks) {
        final StringBuilder all = new StringBuilder();
        answer.get(tasks).forEach(task -> all.append(task.get("containerInstanceArn").textValue()).append(' '));
        return all.toString().trim();
    }

    @Test
    void tasksOfACallAreDivided() {
        cluster();
        assertEquals("p1 p1 q1 p1", instances(run(4, providers("p:1:1", "q:0:1")), "tasks"));
        assertEquals("q1 q1 q1", instances(run(3, providers("q:0:0")), "tasks"), "the only item weighs 1");
    }

    @Test
    void countsOfACallAreItsOwn() {
        cluster();
        assertEquals("p1", instances(run(1, providers("p:1:1", "q:0:1")), "tasks"));
        assertEquals("p1", instances(run(1, providers("p:1:1", "q:0:1")), "tasks"));
    }

    @Test
    void taskThatFindsNoPlaceAsksTheSameProviderAgain() {
        cluster();
        final JsonNode answer = run(10, providers("p:0:1", "q:0:9"));
        assertEquals("p1 q1 q1 q1 q1", instances(answer, "tasks"), "q is full, and its turn stays");
        assertEquals("[{\"reason\":\"RESOURCE:CPU\",\"count\":1}]", answer.get("failures").toString());
        assertEquals("q1", answer.at("/closest/containerInstanceArn").asText());
    }

    @Test
    void providerWithoutInstancesConsidersNone() {
        cluster();
        assertEquals(
                "{\"tasks\":[],\"failures\":[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]}",
                run(2, providers("r:0:1")).toString());
        session.instance("r1", "'capacityProviderName':'r','status':'DRAINING'");
        assertEquals(
                "{\"tasks\":[],\"failures\":[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]}",
                run(1, providers("r:0:1")).toString());
    }

    @Test
    void fullFormTellsOfTheProvidersInstancesAlone() {
        final Session full = new Session(Failures.Form.full);
        full.instance("p1", "'capacityProviderName':'p'").instance("q1", "'capacityProviderName':'q'");
        full.accept("{'op':'RegisterTaskDefinition','family':'big','cpu':4000}");
        full.expect("{'op':'RunTask','taskDefinition':'big'," + providers("q:0:1") + "}",
                "{'tasks':[],'failures':[{'arn':'q1','reason':'RESOURCE:CPU'}]}");
        full.expect("{'op':'RunTask','taskDefinition':'big'," + providers("r:0:1") + "}",
                "{'tasks':[],'failures':[{'reason':'NO_CONTAINER_INSTANCE','count':0}]}");
        final JsonNode answer = full.ask("{'op':'CreateService','serviceName':'s','taskDefinition':'big',"
                + "'desiredCount':1," + providers("q:0:1") + "}");
        assertEquals("[{\"arn\":\"q1\",\"reason\":\"RESOURCE:CPU\"}]", answer.get("failures").toString());
        assertTrue(answer.path("closest").isMissingNode());
        assertEquals(
                "{\"s\":[{\"reason\":\"RESOURCE:CPU\",\"count\":1}]}",
                full.ask("{'op':'Tick'}").get("failures").toString(), "a tick counts, whatever the form");
    }

    @Test
    void serviceIsDividedAndChangesItsProviders() {
        cluster();
        final String create = "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':3,";
        assertEquals("p1 p1 q1", instances(session.ask(create + providers("p:1:1", "q:0:1") + "}"), "started"));
        final String update = "{'op':'UpdateService','service':'s','desiredCount':";
        assertEquals("p1", instances(session.ask(update + "4}"), "started"), "a member left out keeps its value");
        assertEquals("q1", instances(session.ask(update + "5," + providers("q:0:1") + "}"), "started"));
        assertEquals("free", instances(session.ask(update + "6,'capacityProviderStrategy':[]}"), "started"));
    }

    @Test
    void fargateAndFargateSpotNeedNoInstance() {
        cluster();
        session.expect("{'op':'RunTask','taskDefinition':'far'," + providers("FARGATE:1:0", "FARGATE_SPOT:0:1") + ","
                        + SUBNETS + "}",
                "{'tasks':[{'taskArn':'task/1','availabilityZone':'z1','group':'family:far'}],'failures':[]}");
        session.refuse("{'op':'RunTask','taskDefinition':'far'," + providers("FARGATE_SPOT:0:1") + "}");
        session.refuse("{'op':'RunTask','taskDefinition':'f'," + providers("FARGATE_SPOT:0:1") + "," + SUBNETS + "}");
        session.refuse("{'op':'RunTask','taskDefinition':'far'," + providers("FARGATE_SPOT:0:1", "p:0:1") + ","
                + SUBNETS + "}");
        final JsonNode answer = session.ask("{'op':'CreateService','serviceName':'s','taskDefinition':'far',"
                + "'desiredCount':2," + providers("FARGATE_SPOT:0:1") + "," + SUBNETS + "}");
        assertEquals(2, answer.get("started").size());
        session.refuse("{'op':'UpdateService','service':'s','capacityProviderStrategy':[]}");
        session.refuse("{'op':'UpdateService','service':'s'," + providers("p:0:1") + "}");
        session.accept("{'op':'UpdateService','service':'s','desiredCount':0}");
        session.accept("{'op':'UpdateService','service':'s'," + providers("p:0:1") + "}");
        session.refuse("{'op':'UpdateService','service':'s','placementStrategy':[{'type':'random'}],"
                + providers("FARGATE:0:1") + "}");
        session.accept("{'op':'UpdateService','service':'s'," + providers("FARGATE:0:1") + "}");
    }

    @Test
    void refusals() {
        cluster();
        for (final String bad : new String[] {
            providers("p:0:0", "q:0:0"), providers("p:1:1", "q:1:1"), providers("p:0:1", "p:0:1"),
            providers("p:100001:1"), providers("p:0:1001"), providers("p:-1:1"), providers("p:0:-1"),
            "'capacityProviderStrategy':[{'weight':1}]", "'capacityProviderStrategy':[{'capacityProvider':''}]",
            "'capacityProviderStrategy':{}", "'capacityProviderStrategy':['p']",
            "'capacityProviderStrategy':[{'capacityProvider':'p','weight':'1'}]",
            providers("a:0:1", "b:0:1", "c:0:1", "d:0:1", "e:0:1", "f:0:1", "g:0:1"),
            "'launchType':'EC2'," + providers("p:0:1")
        }) {
            session.refuse("{'op':'RunTask','taskDefinition':'f'," + bad + "}");
            session.refuse("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':1," + bad
                    + "}");
        }
        session.refuse("{'op':'CreateService','serviceName':'s','taskDefinition':'f','schedulingStrategy':'DAEMON',"
                + providers("p:0:1") + "}");
        session.refuse("{'op':'StartTask','taskDefinition':'f','containerInstances':['p1']," + providers("p:0:1")
                + "}");
        session.accept("{'op':'StartTask','taskDefinition':'f','containerInstances':['q1'],"
                + "'capacityProviderStrategy':[]}");
        session.refuse("ClientException", "{'op':'RunTask','taskDefinition':'no'," + providers("p:-1:1") + "}");
    }

    /** No query, spread or attribute sees the provider. */
    @Test
    void providerIsNoAttribute() {
        cluster();
        session.expect("{'op':'ListContainerInstances','filter':'attribute:capacityProviderName exists'}",
                "{'containerInstanceArns':[]}");
        assertEquals("[]", session.describe("p1").get("attributes").toString());
        assertEquals("p", session.describe("p1").get("capacityProviderName").asText());
    }

    @Test
    void digestTellsProvidersOfServicesApart() {
        cluster();
        final String create = "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':0,";
        session.accept(create + providers("p:0:1") + "}");
        final String first = session.digest();
        session.accept("{'op':'UpdateService','service':'s'," + providers("p:0:2") + "}");
        assertTrue(!first.equals(session.digest()));
        session.accept("{'op':'UpdateService','service':'s'," + providers("p:0:1") + "}");
        assertEquals(first, session.digest());
    }
}
