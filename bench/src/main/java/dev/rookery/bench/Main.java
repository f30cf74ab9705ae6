package dev.rookery.bench;

import dev.rookery.bench.bytes.BytesCommand;
import dev.rookery.bench.capacity.CapacityCommand;
import dev.rookery.bench.cells.CellsCommand;
import dev.rookery.bench.compare.CompareCommand;
import dev.rookery.bench.decode.DecodeCommand;
import dev.rookery.bench.feel.FeelCommand;
import dev.rookery.bench.gate.GateCommand;
import dev.rookery.bench.load.LoadCommand;
import dev.rookery.bench.picture.PictureCommand;
import dev.rookery.bench.report.ReportCommand;
import dev.rookery.bench.start.PlayCommand;
import dev.rookery.bench.start.StartCommand;
import dev.rookery.bench.table.TableCommand;
import dev.rookery.bench.train.TrainCommand;
import dev.rookery.bench.world.WorldCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Entry point of `bench.jar`: one sub-command for each thing that can be measured.
///
/// Exit status: 0 the run was made and its own targets hold; 1 a target was missed; 2 the command line was wrong;
/// 3 the run could not be made.
@Command(
        name = "bench",
        description = "Measures Rookery.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            TickCommand.class,
            BroadcastCommand.class,
            BytesCommand.class,
            DecodeCommand.class,
            CellsCommand.class,
            FeelCommand.class,
            LoadCommand.class,
            StartCommand.class,
            PlayCommand.class,
            TableCommand.class,
            CompareCommand.class,
            CapacityCommand.class,
            ReportCommand.class,
            GateCommand.class,
            PictureCommand.class,
            TrainCommand.class,
            WorldCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:the run was made and its own targets hold",
            "1:a target was missed",
            "2:the command line was wrong",
            "3:the run could not be made"
        })
public final class Main implements Runnable {
    /// Exit status of a run that missed a target of its own.
    public static final int TARGET_MISSED = 1;
    private static final int RUN_FAILED = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /// With every sub-command, and the exit statuses.
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setExecutionExceptionHandler((fault, command, parsed) -> {
            command.getErr().println("The run could not be made: " + fault);
            return RUN_FAILED;
        });
        return commandLine;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to measure.");
    }

    /// The version in the jar's manifest.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"bench " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
