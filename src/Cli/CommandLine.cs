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
        for (var options = new OptionReader(arguments.Skip(words.Length)); options.Read();)
        {
            line.Take(options);
        }

        return line;
    }

    void Take(OptionReader options)
    {
        switch (options.Name)
        {
            case "-t" or "--target" or "-e" or "--environment":
                Target = options.Value();
                break;
            case "--var":
                Variables.Add(options.Value());
                break;
            case "-o" or "--output":
                AsJson = options.IsJson();
                break;
            case "-c" or "--cluster-id" or "--compute-id":
                ClusterId = options.Value();
                break;
            case "--strict":
                Strict = options.Flag();
                break;
            case "--auto-approve":
                AutoApprove = options.Flag();
                break;
            case "--force-lock":
                ForceLock = options.Flag();
                break;
            case "-h" or "--help":
                Help = options.Flag();
                break;
            default:
                throw options.Unknown();
        }
    }
}

/// <summary>The arguments are wrong.</summary>
sealed class UsageException(string message) : Exception(message);
