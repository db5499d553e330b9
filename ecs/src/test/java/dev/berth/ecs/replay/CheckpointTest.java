package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The digest: another for each thing that differs, the same where nothing does. */
class CheckpointTest {
    private static final String[] START = {
        "{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'a','registeredResources':["
                + "{'name':'CPU','integerValue':1024},{'name':'GPU','stringSetValue':['g1','g2']},"
                + "{'name':'PORTS','stringSetValue':['80']}]}}",
        "{'op':'RegisterTaskDefinition','family':'f','cpu':10,'containerDefinitions':[{'name':'c'}]}",
        "{'op':'RegisterTaskDefinition','family':'g','cpu':10,'containerDefinitions':[{'name':'c',"
                + "'resourceRequirements':[{'type':'GPU','value':'1'}]}]}",
        "{'op':'RegisterTaskDefinition','family':'p','cpu':10,'containerDefinitions':[{'name':'c',"
                + "'portMappings':[{'hostPort':80}]}]}",
        "{'op':'RegisterTaskDefinition','family':'v','cpu':256,'memory':512,'networkMode':'awsvpc'}",
        "{'op':'RunTask','taskDefinition':'g','referenceId':'r'}",
        "{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':2}"
    };

    private static String instance(final String more) {
        return "{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'b'" + more + "}}";
    }

    private static String define(final String more) {
        return "{'op':'RegisterTaskDefinition','family':'new'" + more + "}";
    }

    private static String create(final String more) {
        return "{'op':'CreateService','serviceName':'t','taskDefinition':'f','desiredCount':0" + more + "}";
    }

    private static final String FARGATE = ",'launchType':'FARGATE','networkConfiguration':{'awsvpcConfiguration':"
            + "{'subnets':['s1','s2']}},'subnetZones':{'s1':'z1','s2':'z2'}}";

    /** Each leads from the same beginning to a state that none of the others leads to. */
    private static final String[] STEPS = {
        instance(""),
        instance(",'ec2InstanceId':'x'"),
        instance(",'capacityProviderName':'x'"),
        instance(",'versionInfo':{'agentVersion':'x'}"),
        instance(",'registeredAt':1.5"),
        instance(",'registeredAt':1.25"),
        instance(",'eniSlots':1"),
        instance(",'eniSlots':1,'remainingEniSlots':0"),
        instance(",'agentConnected':false"),
        instance(",'status':'DRAINING'"),
        instance(",'attributes':[{'name':'x'}]"),
        instance(",'attributes':[{'name':'x','value':''}]"),
        instance(",'registeredResources':[{'name':'PORTS','stringSetValue':['9']}]"),
        instance(",'registeredResources':[{'name':'PORTS_UDP','stringSetValue':['9']}]"),
        instance(",'remainingResources':[{'name':'PORTS','stringSetValue':['9']}]"),
        instance(",'registeredResources':[{'name':'GPU','stringSetValue':[]}]"),
        instance(",'registeredResources':[{'name':'GPU','stringSetValue':['x','y']}]"),
        instance(",'registeredResources':[{'name':'GPU','stringSetValue':['y','x']}]"),
        instance(",'registeredResources':[{'name':'CPU','integerValue':9}]"),
        instance(",'registeredResources':[{'name':'CPU','integerValue':9}],"
                + "'remainingResources':[{'name':'CPU','integerValue':0}]"),
        define(""),
        define(",'cpu':1"),
        define(",'cpu':1,'networkMode':'host'"),
        define(",'memory':1"),
        define(",'requiresAttributes':[{'name':'x'}]"),
        define(",'placementConstraints':[{'type':'memberOf','expression':'attribute:x exists'}]"),
        define(",'containerDefinitions':[{'name':'x'}]"),
        define(",'containerDefinitions':[{'name':'x','cpu':1}]"),
        define(",'containerDefinitions':[{'name':'x','memory':2,'memoryReservation':1}]"),
        define(",'containerDefinitions':[{'name':'x','memory':3,'memoryReservation':2}]"),
        define(",'containerDefinitions':[{'portMappings':[{'hostPort':9}]}]"),
        define(",'containerDefinitions':[{'portMappings':[{'hostPort':9,'protocol':'udp'}]}]"),
        "{'op':'RegisterTaskDefinition','family':'f','cpu':10,'containerDefinitions':[{'name':'c'}]}",
        "{'op':'RunTask','taskDefinition':'f'}",
        "{'op':'RunTask','taskDefinition':'f','group':'x'}",
        "{'op':'RunTask','taskDefinition':'f','overrides':{'cpu':'11'}}",
        "{'op':'RunTask','taskDefinition':'f','count':2}",
        "{'op':'RunTask','taskDefinition':'f','referenceId':'x'}",
        "{'op':'RunTask','taskDefinition':'f','overrides':{'cpu':'99999'}}",
        "{'op':'RunTask','taskDefinition':'v'" + FARGATE,
        "{'op':'RunTask','taskDefinition':'v','group':'x'" + FARGATE,
        "{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'a'}",
        "{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'a','counted':false}",
        "{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'a','group':'service:s'}",
        "{'op':'LoadTask','task':'x','taskDefinition':'g','containerInstance':'a','counted':false}",
        "{'op':'LoadTask','task':'x','taskDefinition':'p','containerInstance':'a'}",
        "{'op':'LoadTask','task':'x','taskDefinition':'p','containerInstance':'a','counted':false}",
        "{'op':'UpdateTaskProtection','tasks':['r/1'],'protectionEnabled':true}",
        "{'op':'UpdateTaskProtection','tasks':['service/s/1'],'protectionEnabled':true}",
        "{'op':'StopTask','task':'service/s/1'}",
        "{'op':'StopTask','task':'service/s/2'}",
        "{'op':'StopTask','task':'r/1'}",
        "{'op':'UpdateService','service':'s','desiredCount':1}",
        "{'op':'UpdateService','service':'s','taskDefinition':'p'}",
        "{'op':'UpdateService','service':'s','placementConstraints':[{'type':'distinctInstance'}]}",
        "{'op':'UpdateService','service':'s','availabilityZoneRebalancing':'ENABLED'}",
        "{'op':'UpdateService','service':'s','placementStrategy':[{'type':'random'}]}",
        "{'op':'UpdateService','service':'s','placementStrategy':[{'type':'binpack','field':'cpu'}]}",
        "{'op':'UpdateService','service':'s','networkConfiguration':{'awsvpcConfiguration':{'subnets':['s1']}},"
                + "'subnetZones':{'s1':'z1'}}",
        "{'op':'DeleteService','service':'s'}",
        create(""),
        create(",'schedulingStrategy':'DAEMON'").replace(",'desiredCount':0", ""),
        "{'op':'CreateService','serviceName':'t','taskDefinition':'v','desiredCount':0" + FARGATE,
        "{'op':'UpdateContainerAgentState','containerInstance':'a','agentConnected':false}",
        "{'op':'UpdateContainerInstancesState','containerInstances':['a'],'status':'DRAINING'}",
        "{'op':'DeregisterContainerInstance','containerInstance':'a','force':true}",
        "{'op':'PutAttributes','attributes':[{'name':'x','targetId':'a'}]}"
    };

    @Test
    void everythingThatMayBeSeenCounts() {
        final Set<String> digests = new HashSet<>();
        digests.add(new Session().accept(START).digest());
        for (final String step : STEPS) {
            final Session session = new Session().accept(START);
            session.accept(step);
            assertTrue(digests.add(session.digest()), step);
        }
    }

    @Test
    void theOrderOfServicesCounts() {
        final String one = create("");
        final String other = one.replace("'t'", "'u'");
        assertNotEquals(
                new Session().accept(START).accept(one, other).digest(),
                new Session().accept(START).accept(other, one).digest());
    }

    @Test
    void theSameStateHasTheSameDigestWhateverTheHistory() {
        final String expected = new Session().accept(START).digest();
        final Session session = new Session().accept(START);
        session.accept(
                "{'op':'LoadTask','task':'x','taskDefinition':'g','containerInstance':'a','counted':false}",
                "{'op':'LoadTask','task':'y','taskDefinition':'g','containerInstance':'a','counted':false}",
                "{'op':'StopTask','task':'y'}",
                "{'op':'StopTask','task':'x'}",
                "{'op':'UpdateTaskProtection','tasks':['service/s/1','r/1'],'protectionEnabled':true}",
                "{'op':'UpdateTaskProtection','tasks':['service/s/1','r/1'],'protectionEnabled':false}",
                "{'op':'PutAttributes','attributes':[{'name':'x','targetId':'a'}]}",
                "{'op':'DeleteAttributes','attributes':[{'name':'x','targetId':'a'}]}",
                "{'op':'UpdateService','service':'s','availabilityZoneRebalancing':'ENABLED',"
                        + "'placementStrategy':[{'type':'random'}]}",
                "{'op':'UpdateService','service':'s','availabilityZoneRebalancing':'DISABLED',"
                        + "'placementStrategy':[]}",
                "{'op':'CreateService','serviceName':'t','taskDefinition':'f','desiredCount':0}",
                "{'op':'DeleteService','service':'t'}",
                "{'op':'ListContainerInstances','filter':'task:group exists'}",
                "{'op':'Tick'}");
        assertEquals(expected, session.digest());
    }

    @Test
    void howADefinitionWasWrittenDoesNotCount() {
        assertEquals(
                new Session().accept(define(",'cpu':'1 vCPU','containerDefinitions':[{'name':'c','cpu':0}],"
                        + "'placementConstraints':[{'type':'memberOf','expression':'attribute:x==1'}]")).digest(),
                new Session().accept(define(",'cpu':1024,'networkMode':'bridge','containerDefinitions':["
                        + "{'memoryReservation':0,'name':'c'}],'tags':[],"
                        + "'placementConstraints':[{'type':'memberOf','expression':'attribute:x equals 1'}]"))
                        .digest());
    }
}
