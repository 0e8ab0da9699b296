namespace ReleasePortal.Cli;

/// <summary>The arguments: <c>bundle VERB</c> and options, a value behind a space or behind '='.</summary>
sealed record CommandLine
{
    public required string Verb { get; init; }

    public string? Target { get; private set; }

    public List<string> Variables { get; } = [];

    public bool AsJson { get; private set; }

    public bool Strict { get; private set; }

    public bool AutoApprove { get; private set; }

    public bool ForceLock { get; private set; }

    public string? ClusterId { get; private set; }

    public bool Help { get; private set; }

    /// <exception cref="UsageException">An argument that is not known, or one without its value.</exception>
    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var words = arguments.TakeWhile(word => !word.StartsWith('-')).ToArray();
        if (words is not ["bundle", var verb])
        {
            return arguments.Count == 0 || arguments.Any(word => word is "-h" or "--help")
                ? new() { Verb = "", Help = true }
                : throw new UsageException($"unknown command: {string.Join(' ', words)}");
        }

        var line = new CommandLine { Verb = verb };
        var rest = new Queue<string>(arguments.Skip(words.Length));
        while (rest.TryDequeue(out var word))
        {
            line.Take(word, rest);
        }

        return line;
    }

    void Take(string word, Queue<string> rest)
    {
        var (name, inline) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, null);
        switch (name)
        {
            case "-t" or "--target" or "-e" or "--environment":
                Target = Value();
                break;
            case "--var":
                Variables.Add(Value());
                break;
            case "-o" or "--output":
                AsJson = Value() switch
                {
                    "json" => true,
                    "text" => false,
                    var other => throw new UsageException($"--output is text or json, not {other}"),
                };
                break;
            case "-c" or "--cluster-id" or "--compute-id":
                ClusterId = Value();
                break;
            case "--strict":
                Strict = Flag();
                break;
            case "--auto-approve":
                AutoApprove = Flag();
                break;
            case "--force-lock":
                ForceLock = Flag();
                break;
            case "-h" or "--help":
                Help = Flag();
                break;
            default:
                throw new UsageException($"unknown argument: {word}");
        }

        string Value() => inline ?? (rest.TryDequeue(out var next) ? next : throw new UsageException($"{name} needs a value"));

        bool Flag() => inline is null or "true" || (inline is "false" ? false : throw new UsageException($"{name} takes no value"));
    }
}

/// <summary>The arguments are wrong.</summary>
sealed class UsageException(string message) : Exception(message);
