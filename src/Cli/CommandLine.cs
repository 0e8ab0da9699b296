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
        var rest = new Queue<string>(arguments);
        while (rest.TryDequeue(out var word))
        {
            line.Take(word, rest);
        }

        line.CheckCommand();
        return line.Help || line._faults.Count == 0 ? line : throw new UsageException([.. line._faults]);
    }

    void CheckCommand()
    {
        if (Usage.Commands.ContainsKey(Command))
        {
            _faults.AddRange(_options.Where(option => !option.IsOf(Command)).Select(option => $"{option.Names[0]} does not belong to {Command}"));
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

    void Take(string word, Queue<string> rest)
    {
        if (word is not ['-', _, ..])
        {
            Command = $"{Command} {word}".TrimStart();
            return;
        }

        var (name, inline) = Split(word);
        var option = Option.All.FirstOrDefault(option => option.Names.Contains(name, StringComparer.Ordinal));
        if (option is null)
        {
            _faults.Add($"unknown argument: {word}");
            return;
        }

        _options.Add(option);
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

    /// <summary><c>--output=json</c>, <c>-o=json</c> and <c>-ojson</c>.</summary>
    static (string Name, string? Value) Split(string word) =>
        word.Split('=', 2) is [var name, var value] ? (name, value)
        : word is ['-', not '-', _, ..] ? (word[..2], word[2..])
        : (word, null);

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
            case "--select":
                _faults.Add("--select is not supported by this engine");
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
