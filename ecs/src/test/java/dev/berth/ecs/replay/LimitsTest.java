package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.berth.EngineConfig;
import org.junit.jupiter.api.Test;

/** Lines that meet a limit of the engine: refused as a whole, and nothing is changed. */
class LimitsTest {
    private final Session session = new Session(new Replay(
            EngineConfig.builder()
                    .maxInstances(2)
                    .maxTasks(4)
                    .maxGroups(2)
                    .maxPlans(2)
                    .maxDemands(4)
                    .maxAttributes(3)
                    .seed(3)
                    .build(),
            Failures.Form.counts,
            false));

    @Test
    void attributesThatFindNoRoomTakeTheOthersBack() {
        session.instance("a", "'attributes':[{'name':'x','value':'1'},{'name':'y'}]").instance("b", "");
        session.refuse("{'op':'PutAttributes','attributes':[{'name':'x','value':'2','targetId':'a'},"
                + "{'name':'x','value':'3','targetId':'a'},{'name':'p','targetId':'b'},{'name':'q','targetId':'b'}]}");
        assertEquals("[]", session.describe("b").get("attributes").toString());
        session.accept("{'op':'PutAttributes','attributes':[{'name':'p','targetId':'b'}]}");
    }

    @Test
    void noMoreInstancesThanTheLimit() {
        session.instance("a", "").instance("b", "");
        session.refuse("{'op':'RegisterContainerInstance','containerInstance':{'containerInstanceArn':'c'}}");
        session.accept("{'op':'DeregisterContainerInstance','containerInstance':'a'}").instance("c", "");
    }

    @Test
    void aCallThatFindsRoomForSomeOfItsTasksPlacesNone() {
        session.instance("a", "").instance("b", "").accept("{'op':'RegisterTaskDefinition','family':'f'}");
        session.accept("{'op':'RunTask','taskDefinition':'f','count':3}");
        session.refuse("{'op':'RunTask','taskDefinition':'f','count':2}");
        session.refuse("{'op':'StartTask','taskDefinition':'f','containerInstances':['a','b']}");
        session.accept("{'op':'RunTask','taskDefinition':'f'}");
        session.refuse("{'op':'LoadTask','task':'x','taskDefinition':'f','containerInstance':'a'}");
        session.expect("{'op':'CreateService','serviceName':'s','taskDefinition':'f','desiredCount':1}",
                "{'service':{'serviceName':'s','desiredCount':1,'runningCount':0,'pendingCount':1},"
                        + "'started':[],'stopped':[],'failures':[]}");
    }

    @Test
    void groupsAndPlansMakeRoomForOthers() {
        session.instance("a", "");
        for (int i = 0; i < 20; i++) {
            session.accept("{'op':'RegisterTaskDefinition','family':'f" + i + "','cpu':" + i + "}",
                    "{'op':'RunTask','taskDefinition':'f" + i + "','referenceId':'r'}",
                    "{'op':'StopTask','task':'r/1'}");
        }
        session.accept("{'op':'RunTask','taskDefinition':'f1'}", "{'op':'RunTask','taskDefinition':'f2'}");
        session.refuse("{'op':'RunTask','taskDefinition':'f3'}");
        session.refuse("{'op':'CreateService','serviceName':'s','taskDefinition':'f3','desiredCount':1}");
        session.accept("{'op':'StopTask','task':'task/21'}",
                "{'op':'CreateService','serviceName':'s','taskDefinition':'f3','desiredCount':1}");
    }
}
