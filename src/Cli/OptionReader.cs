namespace ReleasePortal.Cli;

/// <summary>Reads the words and options of a call one after another; a value stands behind a space, behind '=' or
/// behind its letter.</summary>
sealed class OptionReader(IEnumerable<string> arguments)
{
    readonly Queue<string> _rest = new(arguments);
    string? _inline;

    /// <summary>Of the option that was read last.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Else it is a word.</summary>
    public bool IsOption => Name is ['-', _, ..];

    public bool Read()
    {
        if (!_rest.TryDequeue(out var word))
        {
            return false;
        }

        (Name, _inline) = word switch
        {
            not ['-', _, ..] => (word, null),
            _ when word.Split('=', 2) is [var left, var right] => (left, right),
            ['-', not '-', _, ..] => (word[..2], word[2..]),
            _ => (word, (string?)null),
        };
        return true;
    }

    /// <exception cref="UsageException">There is none.</exception>
    public string Value() => _inline ?? (_rest.TryDequeue(out var next) ? next : throw new UsageException($"{Name} needs a value"));

    /// <exception cref="UsageException">It has a value.</exception>
    public bool Flag() => _inline is null or "true" || (_inline is "false" ? false : throw new UsageException($"{Name} takes no value"));

    /// <exception cref="UsageException">It is neither text nor json.</exception>
    public bool IsJson() => Value() switch
    {
        "json" => true,
        "text" => false,
        var other => throw new UsageException($"--output is text or json, not {other}"),
    };

    public UsageException Unknown() => new($"unknown argument: {(_inline is null ? Name : $"{Name}={_inline}")}");
}
