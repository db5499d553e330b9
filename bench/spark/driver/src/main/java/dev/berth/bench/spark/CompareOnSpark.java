package dev.berth.bench.spark;

import dev.berth.bench.compare.Study;
import dev.berth.bench.compare.StudyFolder;
import dev.berth.bench.compare.StudyReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Runs the study of {@code berth compare} on the executors of a Spark cluster: {@code spark-submit --class
 * dev.berth.bench.spark.CompareOnSpark berth-compare.jar ARGUMENTS}, with the arguments of {@code berth compare}.
 *
 * <p>One Spark job has one task for each point that the folder lacks. The driver writes the result of a task to the
 * folder when the task ends, and not at the end of the job: a driver that is killed loses only the points that are
 * being run, and the same command goes on from there. Spark runs the tasks of a lost executor again on another, and
 * hands over the result of each partition once.
 *
 * <p>The folder is the driver's alone. Executors read the traces, by the paths that the arguments have.
 */
public final class CompareOnSpark {
    private static final int WRONG = 2;

    private CompareOnSpark() {}

    /**
     * Runs the study and ends the process with the exit status of {@code berth compare}: 0 done, 1 done and a policy
     * was stopped, 2 wrong arguments, unreadable input, or a job that Spark gave up.
     *
     * @param args the arguments of {@code berth compare}; {@code --out} is needed.
     */
    public static void main(final String... args) {
        System.exit(status(args));
    }

    private static int status(final String... args) {
        final Study study;
        try {
            study = Study.parse(args);
            if (study.out() == null) {
                throw new IllegalArgumentException("--out must be given: the folder, on the driver's machine, in which"
                        + " the same command goes on if it was killed");
            }
            study.check().forEach(System.err::println);
        } catch (final IOException | IllegalArgumentException e) {
            return fail(e.getMessage());
        }
        try (StudyFolder folder = StudyFolder.open(study.out(), study)) {
            final List<Integer> all = study.points();
            final List<Integer> left =
                    all.stream().filter(point -> !folder.isDone(point)).toList();
            System.err.println(left.size() + " of " + all.size() + " points are to be run");
            if (!left.isEmpty()) {
                run(left, folder, new PointTask(study.fingerprint(), args));
            }
            folder.finish();
            return StudyReport.print(new PrintWriter(System.out, false, StandardCharsets.UTF_8), folder);
        } catch (final IllegalArgumentException e) {
            return fail(e.getMessage());
        } catch (final Exception e) {
            // Spark's methods are Scala's: they throw checked exceptions that they do not declare.
            return fail("the study is not finished: " + e.getMessage() + System.lineSeparator()
                    + "What is done is in " + study.out() + "; the same command goes on from there.");
        }
    }

    private static void run(final List<Integer> points, final StudyFolder folder, final PointTask task) {
        final SparkConf settings = new SparkConf().setIfMissing("spark.app.name", "berth compare");
        try (JavaSparkContext context = new JavaSparkContext(settings)) {
            final JavaRDD<Integer> onePerTask = context.parallelize(points, points.size());
            final List<Object> partitions =
                    IntStream.range(0, points.size()).<Object>mapToObj(Integer::valueOf).toList();
            context.sc().runJob(
                    onePerTask.rdd(),
                    task,
                    CollectionConverters.asScala(partitions).toSeq(),
                    new Results(points, folder),
                    ClassTag$.MODULE$.apply(String.class));
        }
    }

    private static int fail(final String message) {
        System.err.println("berth compare on Spark: " + message);
        return WRONG;
    }
}
