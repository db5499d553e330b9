package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Good lines with one thing spoilt at random: each is answered, and one that is refused changes nothing. */
class MutatedLinesTest {
    private static final int LINES = 6_000;
    private static final String CHECKPOINT = "{'op':'Checkpoint'}";
    private static final String[] GOOD = {
        "{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'a','ec2InstanceId':'i-1',"
                + "'status':'ACTIVE','agentConnected':true,'versionInfo':{'agentVersion':'1.2'},'registeredAt':17.5,"
                + "'attributes':[{'name':'ecs.availability-zone','value':'z1'},{'name':'ecs.capability.task-eni'}],"
                + "'registeredResources':[{'name':'CPU','integerValue':4096},{'name':'MEMORY','integerValue':8192},"
                + "{'name':'GPU','stringSetValue':['g1','g2']},{'name':'PORTS','stringSetValue':['22','80']}],"
                + "'remainingResources':[{'name':'CPU','integerValue':4000}],'eniSlots':3,'remainingEniSlots':2}}",
        "{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'b',"
                + "'attributes':[{'name':'ecs.availability-zone','value':'z2'}],"
                + "'registeredResources':[{'name':'CPU','integerValue':4096},{'name':'MEMORY','integerValue':8192}]}}",
        "{'op':'RegisterTaskDefinition','family':'f','cpu':'256','memory':'0.5 GB','containerDefinitions':["
                + "{'name':'c','cpu':10,'memory':20,'memoryReservation':5,'portMappings':[{'containerPort':80,"
                + "'hostPort':8080,'protocol':'tcp'}],'resourceRequirements':[{'type':'GPU','value':'1'}]}],"
                + "'placementConstraints':[{'type':'memberOf','expression':'attribute:x !exists'}],"
                + "'requiresAttributes':[]}",
        "{'op':'RegisterTaskDefinition','family':'v','networkMode':'awsvpc','cpu':256,'memory':512}",
        "{'op':'RunTask','taskDefinition':'f','count':3,'launchType':'EC2','group':'g','placementStrategy':["
                + "{'type':'spread','field':'attribute:ecs.availability-zone'},{'type':'binpack','field':'cpu'}],"
                + "'placementConstraints':[{'type':'distinctInstance'}],'overrides':{'cpu':'100',"
                + "'containerOverrides':[{'name':'c','memory':7,'resourceRequirements':[]}]},'referenceId':'r'}",
        "{'op':'RunTask','taskDefinition':'v:1','launchType':'FARGATE','networkConfiguration':{"
                + "'awsvpcConfiguration':{'subnets':['s1','s2']}},'subnetZones':{'s1':'z1','s2':'z2'}}",
        "{'op':'StartTask','taskDefinition':'v','containerInstances':['a','b'],'group':'h'}",
        "{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'a','group':'g','counted':true}",
        "{'op':'LoadTask','task':'y','taskDefinition':'f','containerInstance':'a','counted':false}",
        "{'op':'UpdateTaskProtection','tasks':['x','service/s/1'],'protectionEnabled':true}",
        "{'op':'PutAttributes','attributes':[{'name':'n','value':'1','targetId':'a'},{'name':'m','targetId':'b'}]}",
        "{'op':'DeleteAttributes','attributes':[{'name':'n','targetId':'a'}]}",
        "{'op':'UpdateContainerInstancesState','containerInstances':['a','b'],'status':'DRAINING'}",
        "{'op':'UpdateContainerInstancesState','containerInstances':['a','b'],'status':'ACTIVE'}",
        "{'op':'UpdateContainerAgentState','containerInstance':'b','agentConnected':true}",
        "{'op':'ListContainerInstances','filter':'task:group == g or registeredAt > 1970-01-01','status':'ACTIVE'}",
        "{'op':'DescribeContainerInstances','containerInstances':['a','b','c']}",
        "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':2,"
                + "'availabilityZoneRebalancing':'ENABLED'}",
        "{'op':'CreateService','serviceName':'d','taskDefinition':'v','schedulingStrategy':'DAEMON'}",
        "{'op':'UpdateService','service':'s','taskDefinition':'f','desiredCount':3,'placementConstraints':[]}",
        "{'op':'DeleteService','service':'s'}",
        "{'op':'StopTask','task':'x'}",
        "{'op':'StopTask','task':'y'}",
        "{'op':'StopTask','task':'r/1'}",
        "{'op':'StopTask','task':'service/d/1'}",
        "{'op':'DeregisterContainerInstance','containerInstance':'a','force':true}",
        "{'op':'Tick'}"
    };
    private static final String[] ODD = {
        "null", "true", "0", "-1", "1.0", "1e400", "99999999999999999999", "''", "'a'", "'f'", "[]", "{}", "['a']",
        "[null]", "'FARGATE'", "'DAEMON'", "'service:s'", "2147483647", "'r'", "'1'", "3"
    };

    @Test
    void eachLineIsAnsweredAndARefusedOneChangesNothing() throws IOException {
        final SplittableRandom random = new SplittableRandom(7);
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(CHECKPOINT);
            final String good = GOOD[random.nextInt(GOOD.length)];
            lines.add(random.nextInt(3) > 0 ? good : spoilt(good, random));
        }
        lines.add(CHECKPOINT);
        final String input = String.join("\n", lines).replace('\'', '"');
        final List<JsonNode> answers = Lines.answers(input);
        assertEquals(lines.size(), answers.size());
        int refused = 0;
        int changed = 0;
        for (int i = 1; i < answers.size(); i += 2) {
            final boolean isSame = answers.get(i - 1).equals(answers.get(i + 1));
            if (answers.get(i).has("error")) {
                refused++;
                assertTrue(isSame, lines.get(i) + " is answered " + answers.get(i));
            }
            changed += isSame ? 0 : 1;
        }
        assertTrue(refused > LINES / 10 && changed > LINES / 6, refused + " refused, " + changed + " changed it");
    }

    private static String spoilt(final String good, final SplittableRandom random) {
        final int at = random.nextInt(good.length());
        switch (random.nextInt(4)) {
            case 0:
                return good.substring(0, at) + good.substring(Math.min(good.length(), at + 1 + random.nextInt(3)));
            case 1:
                return good.substring(0, at) + "{}[],:'x0".charAt(random.nextInt(9)) + good.substring(at);
            default:
                return withOddValue(good, at, random);
        }
    }

    /** Puts another value in the place of one that stands behind a colon. */
    private static String withOddValue(final String good, final int near, final SplittableRandom random) {
        final int colon = good.indexOf("':", near);
        if (colon < 0) {
            return good;
        }
        int end = colon + 2;
        int depth = 0;
        boolean inText = false;
        while (end < good.length() && (inText || depth > 0 || ",}]".indexOf(good.charAt(end)) < 0)) {
            final char c = good.charAt(end++);
            inText ^= c == '\'';
            depth += inText ? 0 : "[{".indexOf(c) >= 0 ? 1 : "]}".indexOf(c) >= 0 ? -1 : 0;
        }
        return good.substring(0, colon + 2) + ODD[random.nextInt(ODD.length)] + good.substring(end);
    }
}
