namespace ReleasePortal.Cli.Provisioning;

/// <summary>The arguments behind <c>provision</c>: a verb and options.</summary>
sealed record ProvisionLine
{
    public required string Verb { get; init; }

    public string? Stage { get; private set; }

    public string? Pipeline { get; private set; }

    /// <summary>Later files are stronger.</summary>
    public List<string> SettingsFiles { get; } = [];

    public bool AsJson { get; private set; }

    public bool AutoApprove { get; private set; }

    public string? PlanDigest { get; private set; }

    public bool Help { get; private set; }

    /// <exception cref="UsageException">An argument that is not known, or one without its value.</exception>
    public static ProvisionLine Parse(IReadOnlyList<string> arguments)
    {
        var words = arguments.TakeWhile(word => !word.StartsWith('-')).ToArray();
        var line = new ProvisionLine { Verb = string.Join(' ', words) };
        for (var options = new OptionReader(arguments.Skip(words.Length)); options.Read();)
        {
            line.Take(options);
        }

        return line;
    }

    bool IsApply => Verb is "apply";

    void Take(OptionReader options)
    {
        switch (options.Name)
        {
            case "-s" or "--stage":
                Stage = options.Value();
                break;
            case "-p" or "--pipeline":
                Pipeline = options.Value();
                break;
            case "--settings":
                SettingsFiles.Add(options.Value());
                break;
            case "-o" or "--output":
                AsJson = options.IsJson();
                break;
            case "--auto-approve" when IsApply:
                AutoApprove = options.Flag();
                break;
            case "--plan-digest" when IsApply:
                PlanDigest = options.Value();
                break;
            case "-h" or "--help":
                Help = options.Flag();
                break;
            default:
                throw options.Unknown();
        }
    }
}
