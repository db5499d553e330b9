package dev.berth.ecs.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that name capacity providers, and those of DAEMON services: where tasks go, and why some wait. */
class ExplainServicesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final List<String> instances = new ArrayList<>();

    @BeforeEach
    void writeFiles() throws IOException {
        write("web.json", "{'family':'web','containerDefinitions':[{'name':'c','image':'x','cpu':256,'memory':128}]}");
        write("log.json", "{'family':'log','containerDefinitions':[{'name':'c','image':'x','cpu':128,'memory':64,"
                + "'portMappings':[{'containerPort':80,'hostPort':80}]}]}");
        write("secret.json", "{'family':'secret','containerDefinitions':[{'name':'c','image':'x','cpu':128,'memory':64,"
                + "'secrets':[{'name':'A','valueFrom':'arn:aws:ssm:r:1:parameter/a'}]}]}");
    }

    private void write(final String name, final String text) throws IOException {
        Files.writeString(folder.resolve(name), text.replace('\'', '"'));
    }

    /** Adds an instance with so much CPU left, and whatever members more. */
    private ExplainServicesTest instance(final String id, final int cpuLeft, final String more) {
        instances.add("{'containerInstanceArn':'" + id + "','ec2InstanceId':'i-" + id + "',"
                + "'registeredResources':[{'name':'CPU','integerValue':1024},{'name':'MEMORY','integerValue':2048}],"
                + "'remainingResources':[{'name':'CPU','integerValue':" + cpuLeft + "}],'attributes':["
                + "{'name':'ecs.availability-zone','value':'z'},"
                + "{'name':'com.amazonaws.ecs.capability.docker-remote-api.1.18'}]" + more + "}");
        return this;
    }

    private Run run(final String definition, final String request, final String... more) throws IOException {
        write("cluster.json", "{'containerInstances':[" + String.join(",", instances) + "]}");
        write("request.json", request);
        final List<String> arguments = new ArrayList<>(
                List.of("--cluster", "cluster.json", "--task-definition", definition, "--request", "request.json"));
        arguments.addAll(List.of(more));
        return Run.of(folder, arguments.toArray(new String[0]));
    }

    private JsonNode answer(final String definition, final String request, final String... more) throws IOException {
        final List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--format", "json"));
        final Run run = run(definition, request, arguments.toArray(new String[0]));
        assertEquals("", run.err());
        return JSON.readTree(run.out());
    }

    private static void assertTold(final String text, final Run run) {
        assertTrue(run.out().contains(text), run.out());
    }

    private static String placed(final JsonNode answer) {
        final StringBuilder all = new StringBuilder();
        answer.get("tasks").forEach(task -> all.append(task.get("containerInstanceArn").textValue()).append(' '));
        return all.toString().trim();
    }

    private static String of(final String provider) {
        return ",'capacityProviderName':'" + provider + "'";
    }

    private static String service(final int count, final String items) {
        return "{'serviceName':'web','desiredCount':" + count + ",'placementStrategy':[{'type':'binpack',"
                + "'field':'cpu'}],'capacityProviderStrategy':[" + items + "]}";
    }

    private static final String P_AND_Q =
            "{'capacityProvider':'p','base':1,'weight':1},{'capacityProvider':'q','weight':3}";

    private void threeProviders() {
        instance("p1", 1024, of("p")).instance("q1", 1024, of("q")).instance("free", 1024, "");
    }

    // ---- providers -------------------------------------------------------------------------------------------------

    @Test
    void tasksGoToTheProviderWhoseTurnItIs() throws IOException {
        threeProviders();
        final JsonNode answer = answer("web.json", service(5, P_AND_Q));
        assertEquals("p1 p1 q1 q1 q1", placed(answer));
        assertEquals("p", answer.at("/tasks/0/capacityProviderName").asText());
        assertEquals(
                "[{\"capacityProvider\":\"p\",\"base\":1,\"weight\":1},{\"capacityProvider\":\"q\",\"base\":0,"
                        + "\"weight\":3}]",
                answer.get("capacityProviderStrategy").toString());
        assertEquals("[]", answer.get("failures").toString());
        assertEquals(1, answer.at("/instances/active").asInt(), "of p, which the first task asks");
    }

    /** After five tasks p and q have equal shares, p has room for one more, and then q for one. */
    @Test
    void headroomIsDividedToo() throws IOException {
        threeProviders();
        final JsonNode headroom = answer("web.json", service(5, P_AND_Q)).get("headroom");
        assertEquals(2, headroom.get("count").asInt());
        assertTrue(headroom.get("exact").asBoolean());
        assertEquals("[{\"reason\":\"RESOURCE:CPU\",\"count\":1}]", headroom.get("then").toString());
        final JsonNode more = answer("web.json", service(8, P_AND_Q));
        assertEquals(7, more.get("placed").asInt(), "as the headroom said");
        assertEquals("q", more.get("waitsFor").asText());
    }

    @Test
    void refusalNamesTheProviderAndWhatToDo() throws IOException {
        instance("p1", 1024, of("p")).instance("q1", 200, of("q"));
        final Run run = run("web.json", service(3, P_AND_Q));
        assertEquals(1, run.status());
        assertTold("No place for task 3 of 3, which asks capacity provider 'q'.", run);
        assertTold("| RESOURCE:CPU               |         1 |", run);
        assertTold("Closest: q1, ", run);
        assertTold("Note: ECS waits for capacity provider 'q' and goes on to no other, though 1 instance"
                        + " outside it could take the task: let it scale out, or change the base and weights", run);
    }

    @Test
    void providerThatNoInstanceHas() throws IOException {
        threeProviders();
        final Run run = run("web.json", service(1, "{'capacityProvider':'qq'}"));
        assertEquals(1, run.status());
        assertTold("No instance of capacity provider 'qq' is ACTIVE.", run);
        assertTrue(
                run.out().contains("no instance has capacityProviderName 'qq'; they have 'p' (1), 'q' (1), none (1)"),
                run.out());
        final JsonNode answer = answer("web.json", service(1, "{'capacityProvider':'qq'}"));
        assertEquals("[{\"reason\":\"NO_CONTAINER_INSTANCE\",\"count\":0}]", answer.get("failures").toString());
        assertFalse(answer.has("closest"));
    }

    @Test
    void runTaskNamesProvidersToo() throws IOException {
        threeProviders();
        assertEquals("q1 q1", placed(answer("web.json", "{'taskDefinition':'web','count':2,"
                + "'capacityProviderStrategy':[{'capacityProvider':'q','weight':1,'base':0}]}")));
    }

    @Test
    void emptyStrategyAndSkeletonNameNone() throws IOException {
        threeProviders();
        for (final String none : new String[] {"", "{'capacityProvider':'','weight':0,'base':0}"}) {
            final JsonNode answer = answer("web.json", service(1, none));
            assertFalse(answer.has("capacityProviderStrategy"));
            assertEquals(3, answer.at("/instances/active").asInt());
        }
    }

    /** Tasks that run count for the provider of their instance, if they are told. */
    @Test
    void runningTasksOfTheServiceCount() throws IOException {
        threeProviders();
        write("tasks.json", "{'tasks':[" + "{'taskArn':'t1','containerInstanceArn':'p1','group':'service:web'},"
                + "{'taskArn':'t2','containerInstanceArn':'p1','group':'service:web'},"
                + "{'taskArn':'t3','containerInstanceArn':'free','group':'service:web'},"
                + "{'taskArn':'t4','containerInstanceArn':'q1','group':'service:other'}]}");
        final String described = "{'services':[{'serviceArn':'arn:aws:ecs:r:1:service/prod/web','serviceName':'web',"
                + "'desiredCount':5,'runningCount':3,'launchType':'EC2','capacityProviderStrategy':["
                + P_AND_Q + "]}]}";
        assertEquals("q1 q1", placed(answer("web.json", described, "--tasks", "tasks.json")), "p is above its base");
        final JsonNode untold = answer("web.json", described);
        assertEquals("p1 p1", placed(untold));
        assertTrue(untold.get("notes").toString().contains("the service has 3 tasks and no --tasks tells where: they"
                + " count for no capacity provider here"), untold.get("notes").toString());
    }

    @Test
    void instanceOfAnotherProviderIsNotConsidered() throws IOException {
        threeProviders();
        final Run run =
                run("web.json", service(1, "{'capacityProvider':'q'}"), "--instance", "p1", "--instance", "free");
        assertTold("OTHER_PROVIDER: is of capacity provider 'p', must be of 'q'", run);
        assertTold("OTHER_PROVIDER: is of no capacity provider, must be of 'q'", run);
    }

    @Test
    void whatEcsRefusesIsRefused() throws IOException {
        threeProviders();
        refused("launchType is 'EC2', must be absent beside capacityProviderStrategy; leave one of them out",
                "{'serviceName':'web','launchType':'EC2','capacityProviderStrategy':[" + P_AND_Q + "]}");
        refused("sum of weights is 0, must be above 0; give one a weight",
                service(1, "{'capacityProvider':'p'},{'capacityProvider':'q'}"));
        refused("capacityProviderStrategy[0].weight is 1001, must be 0..1000",
                service(1, "{'capacityProvider':'p','weight':1001}"));
        refused("capacityProviderStrategy is of 'FARGATE', must be of providers of instances; a task on Fargate needs"
                + " no instance", service(1, "{'capacityProvider':'FARGATE','base':1},"
                + "{'capacityProvider':'FARGATE_SPOT',"
                + "'weight':1}"));
        refused("capacityProviderStrategy has 1 items, must have none with schedulingStrategy 'DAEMON'; ECS refuses it",
                "{'serviceName':'web','schedulingStrategy':'DAEMON','capacityProviderStrategy':["
                        + "{'capacityProvider':'p'}]}");
        refused("placementStrategy has 1 items, must have none with schedulingStrategy 'DAEMON', which ranks no"
                + " instances",
                "{'serviceName':'web','schedulingStrategy':'DAEMON','placementStrategy':[{'type':'random'}]}");
        refused("--count is 2, must be absent with schedulingStrategy 'DAEMON', which asks for one task on each"
                + " instance",
                "{'serviceName':'web','schedulingStrategy':'DAEMON'}", "--count", "2");
    }

    private void refused(final String message, final String request, final String... more) throws IOException {
        final Run run = run("web.json", request, more);
        assertEquals("berth explain: request.json: " + message + System.lineSeparator(), run.err());
        assertEquals(2, run.status());
    }

    // ---- DAEMON ----------------------------------------------------------------------------------------------------

    private static final String DAEMON = "{'serviceName':'log','schedulingStrategy':'DAEMON'}";

    @Test
    void daemonHasATaskOnEachInstanceThatFits() throws IOException {
        instance("a", 1024, "").instance("b", 1024, "").instance("c", 1024, ",'status':'DRAINING'");
        final Run run = run("log.json", DAEMON);
        assertEquals(0, run.status());
        assertTold("DAEMON, desires 2 tasks: 0 there, 2 more found a place, 0 waiting", run);
        assertTold("Every task found a place: 2 of 2.", run);
        assertEquals("a b", placed(answer("log.json", DAEMON)));
    }

    @Test
    void starvedDaemonIsSeen() throws IOException {
        instance("a", 1024, "").instance("b", 100, "").instance("c", 1024, ",'agentConnected':false");
        final Run run = run("log.json", DAEMON, "--verbose");
        assertEquals(1, run.status());
        assertTold("DAEMON, desires 2 tasks: 0 there, 1 more found a place, 1 waiting", run);
        assertTold("No place on 1 of 2 instances that should have a task and have none.", run);
        assertTold("RESOURCE:CPU: 128 CPU units asked, 100 remain", run);
        assertTold("No task is desired on 1 instance: AGENT 1", run);
        assertTold("Note: ECS stops no other task to make room for one of a DAEMON service", run);
        final JsonNode answer = answer("log.json", DAEMON);
        assertEquals(
                "{\"desired\":2,\"running\":0,\"waiting\":1,\"notDesired\":[{\"reason\":\"AGENT\",\"count\":1}]}",
                answer.get("daemon").toString());
        assertEquals("[{\"reason\":\"RESOURCE:CPU\",\"count\":1}]", answer.get("failures").toString());
        assertEquals("b", answer.at("/closest/containerInstanceArn").asText());
    }

    @Test
    void daemonTasksThatRunAreNotPlacedAgain() throws IOException {
        instance("a", 10, "").instance("b", 1024, "");
        write("tasks.json", "{'tasks':[{'taskArn':'t1','containerInstanceArn':'a','group':'service:log'}]}");
        final JsonNode answer = answer("log.json", DAEMON, "--tasks", "tasks.json", "--verbose");
        assertEquals("b", placed(answer));
        assertEquals("{\"desired\":2,\"running\":1,\"waiting\":0,\"notDesired\":[]}", answer.get("daemon").toString());
        assertTold("a, i-a, -, z: has one", run("log.json", DAEMON, "--tasks", "tasks.json", "--verbose"));
        final String described = "{'services':[{'serviceArn':'x/log','serviceName':'log','schedulingStrategy':'DAEMON',"
                + "'desiredCount':2,'runningCount':1}]}";
        assertTrue(answer("log.json", described).get("notes").toString().contains("the service has 1 task and no"
                + " --tasks tells where: an instance that has one counts as one without, and may seem short of what it"
                + " holds"));
    }

    @Test
    void daemonWhosePortIsTaken() throws IOException {
        instance("a", 1024, "");
        instances.set(0, instances.get(0).replace("{'name':'CPU','integerValue':1024}],'att",
                "{'name':'CPU','integerValue':1024},{'name':'PORTS','stringSetValue':['80']}],'att"));
        final Run run = run("log.json", DAEMON);
        assertEquals(1, run.status());
        assertTold("RESOURCE:PORTS: in use: 80/tcp", run);
        assertTold("Note: a host port is one task's on an instance", run);
    }

    /** No agent supports what the task's secrets need: the service desires none, and that is no success. */
    @Test
    void daemonThatIsDesiredNowhere() throws IOException {
        instance("a", 1024, "").instance("b", 1024, "");
        final Run run = run("secret.json", "{'serviceName':'s','schedulingStrategy':'DAEMON'}");
        assertEquals(1, run.status());
        assertTold("DAEMON, desires 0 tasks", run);
        assertTold("The service desires a task on no instance.", run);
        assertTold("No task is desired on 2 instances: ATTRIBUTE 2", run);
        assertTold("secrets", run);
    }

    /** Resources do not decide whether a task is desired: they are not told as the reason why none is. */
    @Test
    void resourcesAreNotWhyADaemonIsDesiredNowhere() throws IOException {
        instance("a", 10, "").instance("b", 1024, "");
        final Run run = run("log.json", "{'serviceName':'log','schedulingStrategy':'DAEMON','placementConstraints':"
                + "[{'type':'memberOf','expression':'attribute:stack exists'}]}");
        assertEquals(1, run.status());
        assertTold("No task is desired on 2 instances: MemberOf placement constraint unsatisfied. 2", run);
        assertTold("attribute:stack exists: the instance has no such attribute", run);
        assertFalse(run.out().contains("the first check that fails"), run.out());
    }

    @Test
    void serviceShortOfPorts() throws IOException {
        instance("a", 1024, "").instance("b", 1024, "");
        final Run run = run("log.json", "{'serviceName':'s','desiredCount':3}");
        assertEquals(1, run.status());
        assertTold("No place for task 3 of 3.", run);
        assertTold("| RESOURCE:PORTS             |         2 |", run);
        assertTold("leave hostPort out (or 0) with networkMode bridge", run);
    }

    @Test
    void agentsThatAreAway() throws IOException {
        instance("a", 1024, ",'agentConnected':false");
        final Run run = run("web.json", "{'serviceName':'s','desiredCount':1}");
        assertTold("Note: the agent of 1 instance is not connected: look there at", run);
    }
}
