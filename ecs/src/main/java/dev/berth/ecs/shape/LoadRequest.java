package dev.berth.ecs.shape;

/** The members of {@code LoadTask}, as given. */
public record LoadRequest(
        String task, String taskDefinition, String containerInstance, String group, Boolean counted) {

    public static LoadRequest read(final Members members) {
        return new LoadRequest(
                members.string("task"),
                members.string("taskDefinition"),
                members.string("containerInstance"),
                members.string("group"),
                members.bool("counted"));
    }

    public boolean isCounted() {
        return counted == null || counted;
    }

    /** Returns the id of the task, which must differ in form from the ids given here. */
    public String checkedTask() {
        Values.nonEmpty("task", Values.needed("task", task));
        if (task.startsWith("task/") || task.startsWith("service/")) {
            throw ApiException.invalid(
                    "task is " + Values.quoted(task) + ", must not begin with task/ or service/");
        }
        return task;
    }
}
