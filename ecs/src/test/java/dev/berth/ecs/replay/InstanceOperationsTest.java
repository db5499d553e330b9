package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Instances, their states and their attributes. */
class InstanceOperationsTest {
    private final Session session = new Session();

    private void expectList(final String query, final String ids) {
        session.expect("{'op':'ListContainerInstances'" + query + "}", "{'containerInstanceArns':[" + ids + "]}");
    }

    private void threeInstances() {
        session.instance("a", "'ec2InstanceId':'i-a','versionInfo':{'agentVersion':'1.9.0'},"
                + "'registeredAt':'2024-01-01','attributes':[{'name':'z','value':'1'},{'name':'flag'}]");
        session.instance("b", "'versionInfo':{'agentVersion':'1.14.5'},'registeredAt':1704153600.5,"
                + "'agentConnected':false,'attributes':[{'name':'z','value':'2'}]");
        session.instance("c", "'status':'DRAINING'");
        session.accept("{'op':'RegisterTaskDefinition','family':'f','cpu':1,'memory':1}",
                "{'op':'StartTask','taskDefinition':'f','containerInstances':['a']}");
    }

    @Test
    void aListIsFilteredByStatusAndQuery() {
        threeInstances();
        expectList("", "'a','b','c'");
        expectList(",'status':'ACTIVE'", "'a','b'");
        expectList(",'status':'DRAINING','filter':null", "'c'");
        expectList(",'filter':'attribute:z exists and not attribute:z == 2'", "'a'");
        expectList(",'filter':'attribute:z != 1'", "'b'");
        expectList(",'filter':'attribute:flag exists'", "'a'");
        expectList(",'filter':'agentVersion < 1.14.5'", "'a'");
        expectList(",'filter':'registeredAt >= 2024-01-02T00:00:00.5Z'", "'b'");
        expectList(",'filter':'registeredAt < 2024-01-02T01:00:00.5+01:00'", "'a'");
        expectList(",'filter':'ec2InstanceId == i-a or agentConnected == false'", "'a','b'");
        expectList(",'filter':'task:group == family:f'", "'a'");
        expectList(",'filter':'runningTasksCount == 0','status':'ACTIVE'", "'b'");
        for (final String bad : new String[] {"", "attribute:z", "attribute:z =~ (", "registeredAt == soon"}) {
            session.refuse("{'op':'ListContainerInstances','filter':'" + bad + "'}");
        }
        session.refuse("{'op':'ListContainerInstances','status':'INACTIVE'}");
        session.refuse("{'op':'ListContainerInstances','filter':7}");
    }

    @Test
    void memberOfReadsWhatIsToldOfAnInstance() {
        threeInstances();
        session.accept("{'op':'UpdateContainerAgentState','containerInstance':'b','agentConnected':true}");
        session.expect(
                "{'op':'RunTask','taskDefinition':'f','referenceId':'r','placementConstraints':["
                        + "{'type':'memberOf','expression':'agentVersion > 1.9'},"
                        + "{'type':'memberOf','expression':'registeredAt > 2024-01-01'}]}",
                "{'tasks':[{'taskArn':'r/1','containerInstanceArn':'b','group':'family:f'}],'failures':[]}");
        session.expect(
                "{'op':'RunTask','taskDefinition':'f','placementConstraints':["
                        + "{'type':'memberOf','expression':'attribute:z == 3'}]}",
                "{'tasks':[],'failures':[{'reason':'MemberOf placement constraint unsatisfied.','count':2}],"
                        + "'closest':{'containerInstanceArn':'a',"
                        + "'reason':'MemberOf placement constraint unsatisfied.'}}");
        session.refuse("{'op':'RunTask','taskDefinition':'f','placementConstraints':[{'type':'memberOf'}]}");
    }

    @Test
    void theConstraintsOfADefinitionHoldForEachCall() {
        threeInstances();
        session.accept("{'op':'RegisterTaskDefinition','family':'g','placementConstraints':["
                + "{'type':'memberOf','expression':'attribute:z == 1'}]}");
        session.expect(
                "{'op':'RunTask','taskDefinition':'g','count':2,'placementConstraints':[{'type':'distinctInstance'}]}",
                "{'tasks':[{'taskArn':'task/2','containerInstanceArn':'a','group':'family:g'}],'failures':["
                        + "{'reason':'AGENT','count':1},"
                        + "{'reason':'DistinctInstance placement constraint unsatisfied.','count':1}],"
                        + "'closest':{'containerInstanceArn':'a',"
                        + "'reason':'DistinctInstance placement constraint unsatisfied.'}}");
        final String one = "{'type':'distinctInstance'}";
        session.refuse("{'op':'RunTask','taskDefinition':'g','placementConstraints':["
                + String.join(",", java.util.Collections.nCopies(10, one)) + "]}");
    }

    @Test
    void attributesAreSetAndRemovedForAllOrNone() {
        session.instance("a", "").instance("b", "'attributes':[{'name':'x','value':'0'}]");
        session.expect(
                "{'op':'PutAttributes','attributes':[{'name':'x','value':'1','targetId':'a'},"
                        + "{'name':'x','value':'2','targetId':'a'},{'name':'y','value':null,'targetId':'b'},"
                        + "{'name':'z','value':'','targetId':'b'}]}",
                "{'attributes':[{'name':'x','value':'1','targetId':'a'},{'name':'x','value':'2','targetId':'a'},"
                        + "{'name':'y','targetId':'b'},{'name':'z','value':'','targetId':'b'}]}");
        assertEquals("[{\"name\":\"x\",\"value\":\"2\"}]", session.describe("a").get("attributes").toString());
        assertEquals("[{\"name\":\"x\",\"value\":\"0\"},{\"name\":\"y\"},{\"name\":\"z\",\"value\":\"\"}]",
                session.describe("b").get("attributes").toString());
        session.refuse("TargetNotFoundException",
                "{'op':'PutAttributes','attributes':[{'name':'x','targetId':'a'},{'name':'x','targetId':'no'}]}",
                "{'op':'PutAttributes','attributes':[{'name':'','targetId':'a'},{'name':'x','targetId':''}]}",
                "{'op':'DeleteAttributes','attributes':[{'targetId':'no'}]}");
        session.refuse("InvalidParameterException",
                "{'op':'PutAttributes','attributes':[{'name':'x','targetId':'a'},{'name':'','targetId':'a'}]}",
                "{'op':'PutAttributes','attributes':[{'name':'x'}]}",
                "{'op':'PutAttributes','attributes':[{'name':'x','targetId':'no'},{'name':'x','value':1}]}",
                "{'op':'DeleteAttributes','attributes':[{'targetId':'a'}]}");
        session.expect(
                "{'op':'DeleteAttributes','attributes':[{'name':'x','targetId':'a'},{'name':'never','targetId':'b'}]}",
                "{'attributes':[{'name':'x','targetId':'a'},{'name':'never','targetId':'b'}]}");
        assertEquals("[]", session.describe("a").get("attributes").toString());
    }

    @Test
    void statesAreUpdatedForThoseThatAreThere() {
        session.instance("a", "").instance("b", "");
        final var answer = session.ask("{'op':'UpdateContainerInstancesState','containerInstances':['b','no','a'],"
                + "'status':'DRAINING'}");
        assertEquals("[{\"arn\":\"no\",\"reason\":\"MISSING\"}]", answer.get("failures").toString());
        assertEquals("b", answer.at("/containerInstances/0/containerInstanceArn").textValue());
        assertEquals("DRAINING", answer.at("/containerInstances/1/status").textValue());
        session.accept("{'op':'UpdateContainerInstancesState','containerInstances':['a'],'status':'ACTIVE'}");
        assertEquals("ACTIVE", session.describe("a").get("status").textValue());
        session.refuse("{'op':'UpdateContainerInstancesState','containerInstances':['b']}");
        session.refuse("{'op':'UpdateContainerInstancesState','containerInstances':['b'],'status':'INACTIVE'}");
        session.refuse("{'op':'UpdateContainerInstancesState','containerInstances':['b',''],'status':'ACTIVE'}");
    }

    @Test
    void anAgentMayLeaveAndComeBack() {
        session.instance("a", "").accept("{'op':'RegisterTaskDefinition','family':'f'}");
        session.expect("{'op':'UpdateContainerAgentState','containerInstance':'a','agentConnected':false}",
                "{'containerInstanceArn':'a'}");
        assertEquals("AGENT", session.ask("{'op':'RunTask','taskDefinition':'f'}").at("/failures/0/reason").asText());
        session.accept("{'op':'UpdateContainerAgentState','containerInstance':'a','agentConnected':true}");
        assertEquals(1, session.ask("{'op':'RunTask','taskDefinition':'f'}").get("tasks").size());
        session.refuse("{'op':'UpdateContainerAgentState','containerInstance':'b','agentConnected':true}");
        session.refuse("{'op':'UpdateContainerAgentState','containerInstance':'a'}");
    }

    @Test
    void anInstanceThatGoesTakesItsTasksAlong() {
        session.instance("a", "").instance("b", "")
                .accept("{'op':'RegisterTaskDefinition','family':'f','cpu':24}",
                        "{'op':'StartTask','taskDefinition':'f','containerInstances':['a','b'],'referenceId':'r'}");
        session.refuse("ClusterContainsTasksException",
                "{'op':'DeregisterContainerInstance','containerInstance':'a'}",
                "{'op':'DeregisterContainerInstance','containerInstance':'a','force':false}");
        session.refuse("{'op':'DeregisterContainerInstance','containerInstance':'no'}");
        final var gone = session.ask("{'op':'DeregisterContainerInstance','containerInstance':'a','force':true}")
                .get("containerInstance");
        assertEquals("INACTIVE", gone.get("status").textValue());
        assertEquals(0, gone.get("runningTasksCount").intValue());
        assertEquals(1024, gone.at("/remainingResources/0/integerValue").intValue());
        session.refuse("{'op':'StopTask','task':'r/1'}").accept("{'op':'StopTask','task':'r/2'}");
        session.accept("{'op':'DeregisterContainerInstance','containerInstance':'b'}");
        session.instance("c", "").instance("b", "");
        expectList("", "'c','b'");
    }

    @Test
    void whatIsToldOfAnInstanceComesBack() {
        session.instance("a", "'registeredAt':1.50,'capacityProviderName':'p'");
        assertTrue(session.describe("a").toString().startsWith("{\"containerInstanceArn\":\"a\","
                + "\"capacityProviderName\":\"p\",\"registeredAt\":1.5"), session.describe("a").toString());
        for (final String registeredAt : new String[] {"1e400", "-1e400", "'2024-13-01'", "'2024-01-01T00:00+24:00'"}) {
            session.refuse("{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'b',"
                    + "'registeredAt':" + registeredAt + "}}");
        }
        session.instance("b", "'registeredAt':1e-999999999");
        expectList(",'filter':'registeredAt == 1970-01-01'", "'b'");
    }
}
