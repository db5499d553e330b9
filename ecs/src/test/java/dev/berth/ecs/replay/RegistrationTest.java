package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task definition may hold when it is registered, and what it then asks. */
class RegistrationTest {
    private final Session session = new Session().instance("a", "'eniSlots':9,'attributes':[{'name':"
            + "'ecs.capability.task-eni'}]");

    private String message(final String definition) {
        return session.refuse("{'op':'RegisterTaskDefinition'," + definition + "}")
                .ask("{'op':'RegisterTaskDefinition'," + definition + "}")
                .at("/error/message")
                .textValue();
    }

    private int remaining(final int resource) {
        final JsonNode answer = session.ask("{'op':'DescribeContainerInstances'}");
        return answer.at("/containerInstances/0/remainingResources/" + resource + "/integerValue").intValue();
    }

    // ---- amounts ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        ".25 vcpu, 256", ".25vcpu, 256", "0.25 vCPU, 256", "0.25VCPU, 256", "00.250   vCpU, 256", "256, 256",
        "0256, 256", "1vCPU, 1024", "1 vcpu, 1024", "1.0vCPU, 1024", ".0 vCPU, 0"
    })
    void cpuInAnySpelling(final String text, final int units) {
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':'" + text + "'}",
                "{'op':'RegisterTaskDefinition','family':'g'}");
        final int before = remaining(0);
        session.accept("{'op':'RunTask','taskDefinition':'f'}");
        assertEquals(before - units, remaining(0));
        session.accept("{'op':'StopTask','task':'task/1'}",
                "{'op':'RunTask','taskDefinition':'g','overrides':{'cpu':'" + text + "'}}");
        assertEquals(before - units, remaining(0));
    }

    @ParameterizedTest
    @CsvSource({
        ".5 gb, 512", ".5gb, 512", "0.5 GB, 512", "0.5GB, 512", "1GB, 1024", "1  gB, 1024", "512, 512", "1.0 GB, 1024",
        "0.125GB, 128"
    })
    void memoryInAnySpelling(final String text, final int mib) {
        session.accept("{'op':'RegisterTaskDefinition','family':'f','memory':'" + text + "'}",
                "{'op':'RegisterTaskDefinition','family':'g'}");
        final int before = remaining(1);
        session.accept("{'op':'RunTask','taskDefinition':'f'}");
        assertEquals(before - mib, remaining(1));
        session.accept("{'op':'StopTask','task':'task/1'}",
                "{'op':'StartTask','taskDefinition':'g','containerInstances':['a'],'overrides':{'memory':'" + text
                        + "'}}");
        assertEquals(before - mib, remaining(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", ".", "vCPU", ". vCPU", "1.", "1. vCPU", ".5", "0.5", "1..5 vCPU", " 1 vCPU", "1 vCPU ", "1 vCPUs",
        "1 GB",
        "1\\tvCPU", "-1 vCPU", "+1 vCPU", "1e3", "1,5 vCPU", "0.3 vCPU", "3000000 vCPU", "1 v CPU", "1\u00a0vCPU"
    })
    void noAmountOfCpu(final String text) {
        session.refuse("{'op':'RegisterTaskDefinition','family':'f','cpu':'" + text + "'}");
        session.accept("{'op':'RegisterTaskDefinition','family':'g'}");
        session.refuse("{'op':'RunTask','taskDefinition':'g','overrides':{'cpu':'" + text + "'}}");
    }

    @Test
    void anAmountThatIsRefusedSaysWhatIsTaken() {
        assertEquals("memory is '512MB', must be 0..2147483647 MiB, or GB such as '0.5 GB' that come to whole MiB",
                message("'family':'f','memory':'512MB'"));
    }

    // ---- network modes ---------------------------------------------------------------------------------------------

    @Test
    void theDefaultModeOfWindowsTakesHostPortsAsBridge() {
        session.expect("{'op':'RegisterTaskDefinition','family':'win','networkMode':'default','containerDefinitions':"
                        + "[{'name':'c','portMappings':[{'containerPort':80,'hostPort':8080},{'containerPort':81}]}]}",
                "{'taskDefinition':{'taskDefinitionArn':'win:1','family':'win','revision':1,'networkMode':'default'}}");
        session.expect("{'op':'RunTask','taskDefinition':'win','count':2}",
                "{'tasks':[{'taskArn':'task/1','containerInstanceArn':'a','group':'family:win'}],"
                        + "'failures':[{'reason':'RESOURCE:PORTS','count':1}],"
                        + "'closest':{'containerInstanceArn':'a','reason':'RESOURCE:PORTS'}}");
        final JsonNode instance = session.ask("{'op':'DescribeContainerInstances'}").at("/containerInstances/0");
        assertEquals("[\"8080\"]", instance.at("/remainingResources/2/stringSetValue").toString());
        assertEquals("networkMode is 'Default', must be bridge, host, none, awsvpc or default",
                message("'family':'w','networkMode':'Default'"));
    }

    // ---- attributes ------------------------------------------------------------------------------------------------

    @Test
    void attributesAreDerivedWhereThatIsAsked() {
        final String definition = "{'op':'RegisterTaskDefinition','family':'s','containerDefinitions':[{'name':'c',"
                + "'secrets':[{'name':'A','valueFrom':'/a'}]}]}";
        final String run = "{'op':'RunTask','taskDefinition':'s'}";
        session.accept(definition);
        assertEquals(1, session.ask(run).get("tasks").size(), "they are not, unless it is");
        final Session deriving = new Session(Lines.deriving()).instance("a", "");
        deriving.accept(definition).expect(run, "{'tasks':[],'failures':[{'reason':'ATTRIBUTE','count':1}],"
                + "'closest':{'containerInstanceArn':'a','reason':'ATTRIBUTE'}}");
        deriving.accept("{'op':'PutAttributes','attributes':[{'targetId':'a','name':"
                + "'ecs.capability.secrets.ssm.environment-variables'}]}");
        assertEquals(1, deriving.ask(run).get("tasks").size());
        deriving.accept("{'op':'DeleteAttributes','attributes':[{'targetId':'a','name':"
                + "'ecs.capability.secrets.ssm.environment-variables'}]}");
        deriving.accept(definition.replace("'family'", "'requiresAttributes':[{'name':'rack'}],'family'"),
                "{'op':'PutAttributes','attributes':[{'targetId':'a','name':'rack'}]}");
        assertEquals(1, deriving.ask(run).get("tasks").size(), "those that are given are those that count");
        deriving.refuse("{'op':'RegisterTaskDefinition','family':'s','containerDefinitions':[{'secrets':7,'cpu':-1}]}");
        deriving.accept("{'op':'RegisterTaskDefinition','family':'s','volumes':7,"
                + "'containerDefinitions':[{'secrets':7}]}");
        assertEquals(1, deriving.ask(run).get("tasks").size(), "of another type is not given");
    }

    // ---- refusals --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"host", "awsvpc"})
    void aSharedNetworkMapsNoPort(final String mode) {
        final String start = "'family':'f','networkMode':'" + mode + "','containerDefinitions':[{'name':'c',"
                + "'portMappings':[{";
        for (final String refused : new String[] {
            "'hostPort':8080,'containerPort':80", "'hostPort':80,'containerPort':8080", "'hostPort':80",
            "'hostPort':80,'containerPort':null", "'hostPort':80,'containerPort':0", "'hostPort':80,'containerPort':81,"
                + "'protocol':'udp'"
        }) {
            session.refuse("{'op':'RegisterTaskDefinition'," + start + refused + "}]}]}");
        }
        for (final String taken : new String[] {
            "'hostPort':80,'containerPort':80", "'containerPort':80", "'hostPort':0,'containerPort':80", "'hostPort':0",
            ""
        }) {
            session.accept("{'op':'RegisterTaskDefinition'," + start + taken + "}]}]}");
        }
        assertEquals("containerDefinitions[0].portMappings[0].hostPort is 8080, must be the containerPort, 80, with"
                        + " networkMode " + mode + "; leave hostPort out",
                message(start + "'hostPort':8080,'containerPort':80}]}]"));
    }

    @Test
    void tenContainersAreTheMost() {
        final StringBuilder containers = new StringBuilder();
        for (int i = 1; i <= 11; i++) {
            containers.append(i == 1 ? "" : ",").append("{'name':'c").append(i).append("'}");
            if (i == 10) {
                session.accept("{'op':'RegisterTaskDefinition','family':'f','containerDefinitions':["
                        + containers + "]}");
            }
        }
        assertEquals("containerDefinitions are 11, must be 0..10; ECS takes no more in one task definition",
                message("'family':'f','containerDefinitions':[" + containers + "]"));
    }

    @Test
    void aReservationIsAtMostTheLimit() {
        for (final String taken : new String[] {
            "'memory':100,'memoryReservation':100", "'memory':100,'memoryReservation':99", "'memoryReservation':100",
            "'memory':0,'memoryReservation':100", "'memory':100,'memoryReservation':0", "'memory':100"
        }) {
            session.accept("{'op':'RegisterTaskDefinition','family':'f','containerDefinitions':[{'name':'c'," + taken
                    + "}]}");
        }
        session.accept("{'op':'RunTask','taskDefinition':'f','overrides':{'containerOverrides':[{'name':'c','memory':1,"
                + "'memoryReservation':2}]}}");
        assertEquals("containerDefinitions[0].memoryReservation is 101, must be at most memory, 100; it is what is set"
                        + " aside, and memory the limit",
                message("'family':'f','containerDefinitions':[{'name':'c','memory':100,'memoryReservation':101}]"));
    }

    @Test
    void familiesHaveLettersDigitsUnderscoresAndHyphens() {
        for (final String family : new String[] {"a", "A-b_9", "-", "_", "0", "x".repeat(255)}) {
            session.accept("{'op':'RegisterTaskDefinition','family':'" + family + "'}");
        }
        for (final String family : new String[] {"", "a.b", "a:1", "a b", "a/b", "é", "x".repeat(256), "a\\n"}) {
            session.refuse("{'op':'RegisterTaskDefinition','family':'" + family + "'}");
        }
        assertEquals("family is 'a.b', must be 1..255 of A-Z a-z 0-9 _ -", message("'family':'a.b'"));
    }
}
