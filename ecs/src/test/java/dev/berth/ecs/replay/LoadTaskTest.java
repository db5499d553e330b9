package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Tasks that run already: their ports, their GPUs, and what remains. */
class LoadTaskTest {
    private static final String TWO_GPUS = "'registeredResources':[{'name':'CPU','integerValue':1024},"
            + "{'name':'GPU','stringSetValue':['g1','g2','g3']},{'name':'PORTS','stringSetValue':['22']}]";

    private final Session session = new Session();

    private void define(final String family, final int gpus, final String more) {
        session.accept("{'op':'RegisterTaskDefinition','family':'" + family + "'," + more + "'containerDefinitions':["
                + "{'name':'c','resourceRequirements':[{'type':'GPU','value':'" + gpus + "'}]}]}");
    }

    private void load(final String id, final String family, final boolean counted) {
        session.expect("{'op':'LoadTask','task':'" + id + "','taskDefinition':'" + family
                        + "','containerInstance':'a'" + (counted ? "" : ",'counted':false") + "}",
                "{'task':{'taskArn':'" + id + "','containerInstanceArn':'a'}}");
    }

    private void stop(final String id) {
        session.accept("{'op':'StopTask','task':'" + id + "'}");
    }

    @Test
    void aCountedTaskTakesNothingAndGivesBackWhatItHolds() {
        session.instance("a", "'remainingResources':[{'name':'CPU','integerValue':-100}]");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':500,'memory':100}");
        load("x", "f", true);
        assertEquals("-100", session.remaining("a", "CPU"));
        assertEquals("1024", session.remaining("a", "MEMORY"));
        load("y", "f", false);
        assertEquals("-600", session.remaining("a", "CPU"));
        assertEquals("924", session.remaining("a", "MEMORY"));
        assertEquals(2, session.describe("a").get("runningTasksCount").intValue());
        stop("x");
        stop("y");
        assertEquals("400", session.remaining("a", "CPU"));
        assertEquals("1124", session.remaining("a", "MEMORY"));
    }

    @Test
    void aPortIsInUseWhileATaskOrTheRegistrationNamesIt() {
        session.instance("a", "'remainingResources':[{'name':'PORTS','stringSetValue':['22','80']},"
                + "{'name':'PORTS_UDP','stringSetValue':['53','80']}]");
        session.accept("{'op':'RegisterTaskDefinition','family':'p','containerDefinitions':[{'portMappings':["
                + "{'containerPort':1,'hostPort':80},{'containerPort':2,'hostPort':53,'protocol':'udp'}]}]}");
        load("new", "p", false);
        stop("new");
        assertEquals("['22','80']", session.remaining("a", "PORTS"));
        load("x", "p", true);
        load("y", "p", true);
        assertEquals("['22','80']", session.remaining("a", "PORTS"));
        stop("x");
        assertEquals("['22','80']", session.remaining("a", "PORTS"));
        assertEquals("RESOURCE:PORTS",
                session.ask("{'op':'RunTask','taskDefinition':'p'}").at("/failures/0/reason").asText());
        stop("y");
        assertEquals("['22']", session.remaining("a", "PORTS"));
        assertEquals("['80']", session.remaining("a", "PORTS_UDP"));
        assertEquals(1, session.ask("{'op':'RunTask','taskDefinition':'p'}").get("tasks").size());
        assertEquals("['53','80']", session.remaining("a", "PORTS_UDP"));
    }

    @Test
    void gpusAreTakenInTheOrderOfRegistration() {
        session.instance("a", TWO_GPUS);
        define("one", 1, "");
        define("two", 2, "");
        session.accept("{'op':'RunTask','taskDefinition':'one','referenceId':'r','count':2}");
        assertEquals("['g3']", session.remaining("a", "GPU"));
        stop("r/1");
        assertEquals("['g1','g3']", session.remaining("a", "GPU"));
        session.accept("{'op':'RunTask','taskDefinition':'one','referenceId':'s'}");
        assertEquals("['g3']", session.remaining("a", "GPU"));
        assertEquals("RESOURCE:GPU",
                session.ask("{'op':'RunTask','taskDefinition':'two'}").at("/failures/0/reason").asText());
    }

    @Test
    void aCountedTaskHasTheFirstGpusThatAreNeitherFreeNorAnothers() {
        session.instance("a", TWO_GPUS + ",'remainingResources':[{'name':'GPU','stringSetValue':['g2']}]");
        define("one", 1, "");
        load("x", "one", true);
        load("y", "one", true);
        load("z", "one", true);
        assertEquals("['g2']", session.remaining("a", "GPU"));
        stop("x");
        assertEquals("['g1','g2']", session.remaining("a", "GPU"));
        stop("z");
        assertEquals("['g1','g2']", session.remaining("a", "GPU"));
        stop("y");
        assertEquals("['g1','g2','g3']", session.remaining("a", "GPU"));
        define("four", 4, "");
        assertEquals("RESOURCE:GPU",
                session.ask("{'op':'RunTask','taskDefinition':'four'}").at("/failures/0/reason").asText());
    }

    @Test
    void missingGpusArePaidByThoseGivenBackFirst() {
        session.instance("a", TWO_GPUS);
        define("one", 1, "");
        define("two", 2, "");
        session.accept("{'op':'RunTask','taskDefinition':'two','referenceId':'r'}");
        load("x", "two", false);
        load("y", "one", false);
        assertEquals("[]", session.remaining("a", "GPU"));
        stop("r/1");
        assertEquals("[]", session.remaining("a", "GPU"));
        assertEquals("RESOURCE:GPU",
                session.ask("{'op':'RunTask','taskDefinition':'one'}").at("/failures/0/reason").asText());
        stop("x");
        assertEquals("['g1','g3']", session.remaining("a", "GPU"));
        stop("y");
        assertEquals("['g1','g2','g3']", session.remaining("a", "GPU"));
    }

    @Test
    void aTaskThatIsOwedGpusMayStopFirst() {
        session.instance("a", TWO_GPUS);
        define("two", 2, "");
        load("x", "two", false);
        load("y", "two", false);
        stop("y");
        assertEquals("['g3']", session.remaining("a", "GPU"));
        stop("x");
        assertEquals("['g1','g2','g3']", session.remaining("a", "GPU"));
        assertEquals(0, session.describe("a").get("runningTasksCount").intValue());
    }

    @Test
    void idsAndPlacesAreChecked() {
        session.instance("a", "").accept("{'op':'RegisterTaskDefinition','family':'f'}");
        load("x", "f", true);
        final String rest = ",'taskDefinition':'f','containerInstance':'a'}";
        for (final String id : new String[] {"'x'", "''", "null", "'task/9'", "'service/s/1'"}) {
            session.refuse("{'op':'LoadTask','task':" + id + rest);
        }
        session.refuse("{'op':'LoadTask','task':'y','taskDefinition':'f','containerInstance':'no'}");
        session.refuse("{'op':'LoadTask','task':'y','taskDefinition':'f'}");
        session.refuse("{'op':'LoadTask','task':'y','counted':'yes'" + rest);
        session.refuse("{'op':'LoadTask','task':'y','group':''" + rest);
        session.refuse("ClientException", "{'op':'LoadTask','taskDefinition':'no','containerInstance':'no'}");
        session.accept("{'op':'LoadTask','task':'a/1/b','group':'service:s'" + rest);
        session.refuse("{'op':'LoadTask','task':'a/1/b'" + rest);
        session.accept("{'op':'UpdateContainerInstancesState','containerInstances':['a'],'status':'DRAINING'}",
                "{'op':'LoadTask','task':'y'" + rest);
    }

    @Test
    void moreThanAHundredPortsAreRefused() {
        final StringBuilder mappings = new StringBuilder("{'containerPort':1}");
        for (int port = 1000; port < 1099; port++) {
            mappings.append(",{'hostPort':").append(port).append('}');
        }
        session.instance("a", TWO_GPUS);
        define("many", 0, "");
        session.accept("{'op':'RegisterTaskDefinition','family':'p','containerDefinitions':[{'portMappings':["
                + mappings + "]}]}", "{'op':'RegisterTaskDefinition','family':'q','containerDefinitions':["
                + "{'portMappings':[{'hostPort':9}]}]}");
        load("x", "p", false);
        session.refuse("{'op':'LoadTask','task':'y','taskDefinition':'q','containerInstance':'a'}");
    }
}
