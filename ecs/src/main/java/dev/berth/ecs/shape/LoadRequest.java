package dev.berth.ecs.shape;

/** What {@code LoadTask} is asked, as given. */
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

    /** The id of the task, which must not be one that is given to tasks here. */
    public String checkedTask() {
        Values.nonEmpty("task", Values.needed("task", task));
        if (task.startsWith("task/") || task.startsWith("service/")) {
            throw ApiException.invalid(
                    "task is " + Values.quoted(task) + ", must not begin with task/ or service/");
        }
        return task;
    }
}
