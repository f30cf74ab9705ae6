package dev.rookery.server;

import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.List;

/// SIGTERM and SIGINT as calls.
///
/// Java's own way, a shutdown hook, hears only the first signal: a second one waits behind the hooks and changes nothing; and
/// the process ends with status 143 however well it went. `sun.misc.Signal` is what remains. Its module is open to everybody,
/// but the compiler warns of each use in a way that cannot be switched off, hence by reflection. Where it is missing, the
/// hook ends the server at once.
final class StopSignals {
    private static final System.Logger LOG = System.getLogger(StopSignals.class.getName());

    private StopSignals() {}

    /// Calls `stop` on a thread of its own for each of these signals, in place of what Java would do.
    static void handle(Runnable stop) {
        for (String name : List.of("TERM", "INT")) {
            try {
                Class<?> signal = Class.forName("sun.misc.Signal");
                Class<?> handler = Class.forName("sun.misc.SignalHandler");
                Object calls = Proxy.newProxyInstance(
                        StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                            stop.run();
                            return null;
                        });
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), calls);
            } catch (ReflectiveOperationException | RuntimeException e) {
                LOG.log(Level.WARNING, "ev=signal.unheard signal=" + name + " cause=" + e.getClass().getSimpleName());
            }
        }
    }
}
