namespace ReleasePortal.Cli;

/// <summary>The arguments: words that name a command, then options, a value behind a space or behind '='.</summary>
sealed record CommandLine
{
    readonly List<string> _faults = [];

    /// <summary>For example <c>bundle deploy</c>.</summary>
    public required string Command { get; init; }

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
        var words = arguments.TakeWhile(word => !word.StartsWith('-')).ToArray();
        var line = new CommandLine { Command = string.Join(' ', words), Help = arguments.Count == 0 };
        if (!Usage.Commands.ContainsKey(line.Command))
        {
            line._faults.Add(words.Length == 0 ? "no command is given" : $"unknown command: {line.Command}");
        }

        var rest = new Queue<string>(arguments.Skip(words.Length));
        while (rest.TryDequeue(out var word))
        {
            line.Take(word, rest);
        }

        return line.Help || line._faults.Count == 0 ? line : throw new UsageException([.. line._faults]);
    }

    void Take(string word, Queue<string> rest)
    {
        var (name, inline) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, null);
        var option = Option.All.FirstOrDefault(option => option.Names.Contains(name, StringComparer.Ordinal));
        if (option is null)
        {
            _faults.Add(name is "--select" ? "--select is not supported by this engine" : $"unknown argument: {word}");
            return;
        }

        if (Usage.Commands.ContainsKey(Command) && !option.IsOf(Command))
        {
            _faults.Add($"{name} does not belong to {Command}");
        }

        if (option.Argument is null)
        {
            Switch(option, inline is null or "true");
            Check(inline is null or "true" or "false", $"{name} takes no value");
        }
        else if (inline is not null || rest.TryDequeue(out inline))
        {
            Set(option, inline);
        }
        else
        {
            _faults.Add($"{name} needs a value");
        }
    }

    void Switch(Option option, bool on)
    {
        switch (option.Names[0])
        {
            case "--strict":
                Strict = on;
                break;
            case "--auto-approve":
                AutoApprove = on;
                break;
            case "--force-lock":
                ForceLock = on;
                break;
            case "--help":
                Help = on;
                break;
        }
    }

    void Set(Option option, string value)
    {
        switch (option.Names[0])
        {
            case "--target":
                Target = value;
                break;
            case "--var":
                Variables.Add(value);
                break;
            case "--output":
                AsJson = value is "json";
                Check(value is "json" or "text", $"--output is text or json, not {value}");
                break;
            case "--plan":
                PlanFile = value;
                break;
            case "--cluster-id":
                ClusterId = value;
                break;
        }
    }

    void Check(bool isRight, string fault)
    {
        if (!isRight)
        {
            _faults.Add(fault);
        }
    }
}

/// <summary>The arguments or what the shell hands over is wrong.</summary>
sealed class UsageException(params IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults => faults;
}
