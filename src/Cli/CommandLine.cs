namespace ReleasePortal.Cli;

/// <summary>The arguments: words that name a command, and options among them.</summary>
sealed record CommandLine
{
    readonly List<string> _faults = [];
    readonly List<Option> _options = [];

    /// <summary>For example <c>bundle deploy</c>.</summary>
    public string Command { get; private set; } = "";

    public string? Target { get; private set; }

    public List<string> Variables { get; } = [];

    public bool AsJson { get; private set; }

    public bool Strict { get; private set; }

    public bool AutoApprove { get; private set; }

    public bool ForceLock { get; private set; }

    public string? ClusterId { get; private set; }

    public string? PlanFile { get; private set; }

    public bool Help { get; private set; }

    /// <exception cref="UsageException">Everything that is wrong, unless help is asked for.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var line = new CommandLine { Help = arguments.Count == 0 };
        for (var options = new OptionReader(arguments); options.Read();)
        {
            try
            {
                line.Take(options);
            }
            catch (UsageException fault)
            {
                line._faults.AddRange(fault.Faults);
            }
        }

        line.CheckCommand();
        return line.Help || line._faults.Count == 0 ? line : throw new UsageException([.. line._faults]);
    }

    void CheckCommand()
    {
        if (Usage.Commands.ContainsKey(Command))
        {
            _faults.AddRange(
                _options.Where(option => !option.IsOf(Command)).Select(option => $"{option.Names[0]} does not belong to {Command}"));
        }
        else if (_faults.Count == 0 && Usage.IsGroup(Command))
        {
            Help = true;
        }
        else
        {
            _faults.Insert(0, Command.Length == 0 ? "no command is given" : $"unknown command: {Command}");
        }
    }

    void Take(OptionReader options)
    {
        if (!options.IsOption)
        {
            Command = $"{Command} {options.Name}".TrimStart();
            return;
        }

        var option = Option.All.FirstOrDefault(option => option.Names.Contains(options.Name, StringComparer.Ordinal))
            ?? throw options.Unknown();
        _options.Add(option);
        switch (option.Names[0])
        {
            case "--target":
                Target = options.Value();
                break;
            case "--var":
                Variables.Add(options.Value());
                break;
            case "--output":
                AsJson = options.IsJson();
                break;
            case "--cluster-id":
                ClusterId = options.Value();
                break;
            case "--plan":
                PlanFile = options.Value();
                break;
            case "--select":
                options.Value();
                throw new UsageException("--select is not supported by this engine");
            case "--strict":
                Strict = options.Flag();
                break;
            case "--auto-approve":
                AutoApprove = options.Flag();
                break;
            case "--force-lock":
                ForceLock = options.Flag();
                break;
            case "--help":
                Help = options.Flag();
                break;
        }
    }
}

/// <summary>The arguments or what the shell hands over is wrong.</summary>
sealed class UsageException(params IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults => faults;
}
