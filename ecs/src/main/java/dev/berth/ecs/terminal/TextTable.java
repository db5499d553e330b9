package dev.berth.ecs.terminal;

import java.util.ArrayList;
import java.util.List;

/** A Markdown table whose columns line up, so that it reads well on a terminal too. */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();
    private final int leftColumns;

    /**
     * Creates a table without lines, whose first column is flush left.
     *
     * @param header of each column.
     */
    public TextTable(final List<String> header) {
        this(header, 1);
    }

    /**
     * Creates a table without lines.
     *
     * @param header of each column.
     * @param leftColumns number of columns that are flush left; the others are flush right.
     */
    public TextTable(final List<String> header, final int leftColumns) {
        lines.add(List.copyOf(header));
        this.leftColumns = leftColumns;
    }

    /**
     * Adds a line.
     *
     * @param cells one for each column.
     */
    public void add(final List<String> cells) {
        if (cells.size() != lines.get(0).size()) {
            throw new IllegalArgumentException(
                    "cells are " + cells.size() + ", must be " + lines.get(0).size());
        }
        lines.add(List.copyOf(cells));
    }

    /** Returns the table, each line ended by a line feed. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder();
        appendLine(text, lines.get(0));
        for (int column = 0; column < lines.get(0).size(); column++) {
            final String dashes = "-".repeat(width(column) + 1);
            text.append(column < leftColumns ? "| " + dashes.substring(1) + " " : "| " + dashes.substring(2) + ": ");
        }
        text.append("|\n");
        lines.subList(1, lines.size()).forEach(line -> appendLine(text, line));
        return text.toString();
    }

    private void appendLine(final StringBuilder text, final List<String> line) {
        for (int column = 0; column < line.size(); column++) {
            final String cell = line.get(column);
            final String padding = " ".repeat(width(column) - cell.length());
            text.append(column < leftColumns ? "| " + cell + padding + " " : "| " + padding + cell + " ");
        }
        text.append("|\n");
    }

    private int width(final int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }
}
