package dev.berth.cluster;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.DriverTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** The media driver of a client, its own or a running one, and the connection to it. */
final class ClientMedia implements AutoCloseable {
    /** After this time without a sign of life a leader counts as lost, if no other has told the client before. */
    private static final long LEADER_TIMEOUT = TimeUnit.SECONDS.toNanos(2);

    final Aeron aeron;
    private final @Nullable MediaDriver driver;

    private ClientMedia(final @Nullable MediaDriver driver, final Aeron aeron) {
        this.driver = driver;
        this.aeron = aeron;
    }

    /** Connects to a running driver, or starts one with one thread, in a directory that goes with it. */
    static ClientMedia open(final @Nullable String directory, final Consumer<Throwable> errors) {
        checkAccess();
        final MediaDriver driver = directory == null ? MediaDriver.launch(driver(errors)) : null;
        try {
            return new ClientMedia(
                    driver,
                    Aeron.connect(new Aeron.Context()
                            .aeronDirectoryName(driver == null ? directory : driver.aeronDirectoryName())
                            .idleStrategy(new SleepingMillisIdleStrategy(1))
                            .clientName("berth-client")
                            .errorHandler(errors::accept)));
        } catch (final DriverTimeoutException e) {
            CloseHelper.quietClose(driver);
            throw new NoClusterException(
                    "aeronDirectory is " + directory + ", where no media driver answers; start one there, or leave the"
                            + " setting out so that the client has its own",
                    e);
        } catch (final RuntimeException e) {
            CloseHelper.quietClose(driver);
            throw e;
        }
    }

    /** Throws if java was started without what Agrona's buffers need. */
    private static void checkAccess() {
        try {
            new UnsafeBuffer(new byte[Long.BYTES]).putLong(0, 1);
        } catch (final IllegalAccessError | NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "the buffers of Agrona may not use jdk.internal.misc; start java with"
                            + " --add-exports java.base/jdk.internal.misc=ALL-UNNAMED",
                    e);
        }
    }

    private static MediaDriver.Context driver(final Consumer<Throwable> errors) {
        return new MediaDriver.Context()
                .aeronDirectoryName(CommonContext.generateRandomDirName())
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .threadingMode(ThreadingMode.SHARED)
                .sharedIdleStrategy(new BackoffIdleStrategy(
                        100, 10, TimeUnit.MICROSECONDS.toNanos(1), TimeUnit.MICROSECONDS.toNanos(200)))
                .publicationTermBufferLength(1 << 20)
                .ipcTermBufferLength(1 << 16)
                .termBufferSparseFile(true)
                .imageLivenessTimeoutNs(LEADER_TIMEOUT)
                .errorHandler(errors::accept);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(aeron, driver);
    }
}
