package dev.berth.ecs.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Task definitions and services by their ARNs; every other id is the text that was given. */
class NamesTest {
    private static final String DEFINITION = "arn:aws:ecs:us-east-1:123456789012:task-definition/";

    private final Session session = new Session().instance("i", "").accept(
            "{'op':'RegisterTaskDefinition','family':'f','cpu':1}",
            "{'op':'RegisterTaskDefinition','family':'f','cpu':2}",
            "{'op':'CreateService','serviceName':'s','taskDefinition':'f:1','desiredCount':1}");

    private int cpuOf(final String definition) {
        final int before = remainingCpu();
        session.accept("{'op':'RunTask','taskDefinition':'" + definition + "'}");
        return before - remainingCpu();
    }

    private int remainingCpu() {
        return Integer.parseInt(session.remaining("i", "CPU"));
    }

    @Test
    void definitionsByArn() {
        assertEquals(2, cpuOf(DEFINITION + "f"), "the latest");
        assertEquals(1, cpuOf(DEFINITION + "f:1"));
        assertEquals(2, cpuOf("arn:aws-us-gov:ecs:us-gov-west-1:1:task-definition/f:2"));
        session.accept(
                "{'op':'StartTask','containerInstances':['i'],'taskDefinition':'" + DEFINITION + "f:2'}",
                "{'op':'LoadTask','task':'t','containerInstance':'i','taskDefinition':'" + DEFINITION + "f'}",
                "{'op':'CreateService','serviceName':'t','desiredCount':1,'taskDefinition':'" + DEFINITION + "f:1'}",
                "{'op':'UpdateService','service':'t','taskDefinition':'" + DEFINITION + "f'}");
        session.accept("{'op':'RegisterTaskDefinition','family':'arn','cpu':5}");
        assertEquals(5, cpuOf("arn:1"), "a revision of the family 'arn'");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "arn:aws:ecs:us-east-1:1:task-definition/f:3", "arn:aws:ecs:us-east-1:1:task-definition/g",
        "arn:aws:ecs:us-east-1:1:task-definition/", "arn:aws:ecs:us-east-1:1:task/f", "task-definition/f", "x/f",
        "arn:aws:ecs:us-east-1:1:task-definition/f:1:1", "f/f", "F"})
    void otherTextsNameNoDefinition(final String text) {
        session.refuse("ClientException", "{'op':'RunTask','taskDefinition':'" + text + "'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "arn:aws:ecs:us-east-1:123456789012:service/s", "arn:aws:ecs:us-east-1:123456789012:service/prod/s",
        "arn:aws-cn:ecs:cn-north-1:1:service/s/s", "s"})
    void servicesByArn(final String name) {
        session.expect("{'op':'UpdateService','cluster':7,'service':'" + name + "'}",
                "{'service':{'serviceName':'s','desiredCount':1,'runningCount':1,'pendingCount':0},'started':[],"
                        + "'stopped':[]}");
        session.accept("{'op':'DeleteService','cluster':{},'service':'" + name + "'}");
        session.refuse("{'op':'DeleteService','service':'" + name + "'}");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "arn:aws:ecs:us-east-1:1:service/prod/t", "arn:aws:ecs:us-east-1:1:service/s/", "prod/s", "service/s", "arn:s"})
    void otherTextsNameNoService(final String name) {
        session.refuse("{'op':'UpdateService','service':'" + name + "'}");
    }

    @Test
    void serviceNameHasNoSlash() {
        session.refuse("{'op':'CreateService','serviceName':'prod/x','taskDefinition':'f','desiredCount':1}");
        session.refuse("{'op':'CreateService','serviceName':'arn:aws:ecs:r:1:service/x','taskDefinition':'f',"
                + "'desiredCount':1}");
    }

    @Test
    void idsOfInstancesAndTasksAreTheTextsGiven() {
        final String arn = "arn:aws:ecs:us-east-1:1:container-instance/prod/abc";
        session.instance(arn, "").accept("{'op':'LoadTask','task':'arn:aws:ecs:us-east-1:1:task/prod/x',"
                + "'taskDefinition':'f','containerInstance':'" + arn + "'}");
        session.refuse("{'op':'StopTask','task':'x'}");
        session.refuse("{'op':'StartTask','taskDefinition':'f','containerInstances':['abc']}");
        session.accept("{'op':'StopTask','task':'arn:aws:ecs:us-east-1:1:task/prod/x'}");
    }
}
