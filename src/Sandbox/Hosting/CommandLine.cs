using System.Globalization;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>What can be said when starting the sandbox.</summary>
sealed record CommandLine
{
    public const string Usage = """
        Starts local stand-ins for Entra ID, Azure, GitHub and three Databricks workspaces, and the Release Portal on top of them.

          --port <number>      first of seven ports: portal, Entra ID, Azure (TLS), GitHub, Databricks dev, test, prod (5080)
          --state <folder>     keeps everything there for the next start; without it, all is gone at the end
          --ci-seconds <n>     how long the checks of a push take (3)
          --azure-seconds <n>  how long Azure takes to create something (1)
          --task-seconds <n>   how long a task of a Databricks job takes on top of its work (0.4)
          --no-portal          only the stand-ins; portal.env in the state folder holds the settings for a portal of your own
          --help               this text

        While it runs, every stand-in has addresses of its own under /_sandbox: faults and requests on each port, and on those of Databricks
        the clock of the jobs. POST {"forward": "08:00:00"} or {"now": "2026-11-24T02:00:00Z"} to /_sandbox/clock, and schedules that have come due fire.
        """;

    const int LastFirstPort = 65535 - 6;

    public int Port { get; init; } = 5080;

    public string? StateFolder { get; init; }

    public TimeSpan CiDuration { get; init; } = TimeSpan.FromSeconds(3);

    public TimeSpan ArmDuration { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan TaskDuration { get; init; } = TimeSpan.FromSeconds(0.4);

    public bool WithPortal { get; init; } = true;

    public bool Help { get; init; }

    /// <exception cref="FormatException">An option is unknown or its value is wrong; the message says which.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine();
        for (var index = 0; index < arguments.Count; index++)
        {
            var option = arguments[index];
            string Value() => ++index < arguments.Count ? arguments[index] : throw new FormatException($"{option} needs a value.");
            line = option switch
            {
                "--port" => line with { Port = (int)Number(option, Value(), 1, LastFirstPort) },
                "--state" => line with { StateFolder = Value() },
                "--ci-seconds" => line with { CiDuration = TimeSpan.FromSeconds(Number(option, Value(), 0, 3600)) },
                "--azure-seconds" => line with { ArmDuration = TimeSpan.FromSeconds(Number(option, Value(), 0, 3600)) },
                "--task-seconds" => line with { TaskDuration = TimeSpan.FromSeconds(Number(option, Value(), 0, 3600)) },
                "--no-portal" => line with { WithPortal = false },
                "--help" or "-h" => line with { Help = true },
                _ => throw new FormatException($"There is no option {option}; --help lists them."),
            };
        }

        return line;
    }

    public SandboxOptions ToOptions() => new()
    {
        Ports = SandboxPorts.From(Port),
        StateFolder = StateFolder,
        CiDuration = CiDuration,
        ArmDuration = ArmDuration,
        TaskDuration = TaskDuration,
    };

    static double Number(string option, string text, double least, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new FormatException($"{option} takes a number from {least} to {most}, not '{text}'.");
}
