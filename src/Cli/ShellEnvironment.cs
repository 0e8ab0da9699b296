using System.Collections;

namespace ReleasePortal.Cli;

/// <summary>What the shell hands over besides the arguments.</summary>
sealed record ShellEnvironment(IReadOnlyDictionary<string, string> Variables, string Folder)
{
    /// <summary>Null when it is not set or empty.</summary>
    public string? this[string name] => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public static ShellEnvironment Current() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            entry => (string)entry.Key, entry => $"{entry.Value}", StringComparer.Ordinal),
        Environment.CurrentDirectory);
}
