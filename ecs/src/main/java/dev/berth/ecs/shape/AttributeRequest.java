package dev.berth.ecs.shape;

import java.util.ArrayList;
import java.util.List;

/** An attribute of an instance, as given to {@code PutAttributes} and {@code DeleteAttributes}. */
public record AttributeRequest(String path, String name, String value, String targetId) {
    public static List<AttributeRequest> readAll(final Members members) {
        final List<AttributeRequest> items = new ArrayList<>();
        members.objects("attributes").forEach(item -> items.add(new AttributeRequest(
                item.path(""), item.string("name"), item.string("value"), item.string("targetId"))));
        return items;
    }

    public void check() {
        Values.nonEmpty(path + "name", Values.needed(path + "name", name));
        Values.needed(path + "targetId", targetId);
    }
}
