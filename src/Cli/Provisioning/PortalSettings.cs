using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>The settings as the portal reads them: files in the shape of appsettings.json, then the environment,
/// where <c>__</c> stands for ':'.
/// A file whose name ends in <c>.env</c> has a line NAME=VALUE for each, as a container gets them.</summary>
static class PortalSettings
{
    static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="UsageException">A file is not what it should be.</exception>
    public static IConfiguration Read(IEnumerable<string> files, ShellEnvironment environment)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in files.Select(name => Path.GetFullPath(name, environment.Folder)))
        {
            Add(settings, FromFile(file));
        }

        Add(settings, environment.Variables.Select(variable => (KeyOf(variable.Key), (string?)variable.Value)));
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    static IEnumerable<(string Key, string? Value)> FromFile(string file)
    {
        if (!File.Exists(file))
        {
            throw new UsageException($"--settings {file} does not exist");
        }

        var text = File.ReadAllText(file);
        if (file.EndsWith(".env", StringComparison.OrdinalIgnoreCase))
        {
            return FromLines(text);
        }

        try
        {
            return Flatten("", JsonNode.Parse(text, nodeOptions: null, Lenient)).ToList();
        }
        catch (JsonException fault)
        {
            throw new UsageException($"--settings {file} is not JSON: {fault.Message}");
        }
    }

    static IEnumerable<(string Key, string? Value)> FromLines(string text) =>
        from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        where line[0] is not '#' && line.Contains('=', StringComparison.Ordinal)
        let parts = line.Split('=', 2)
        select (KeyOf(parts[0]), (string?)parts[1]);

    static IEnumerable<(string Key, string? Value)> Flatten(string path, JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => Flatten(Below(path, field.Key), field.Value)),
        JsonArray items => items.SelectMany((item, index) => Flatten(Below(path, $"{index}"), item)),
        _ => [(path, node?.ToString())],
    };

    static string Below(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    static string KeyOf(string variable) => variable.Replace("__", ":", StringComparison.Ordinal);

    static void Add(Dictionary<string, string?> settings, IEnumerable<(string Key, string? Value)> more)
    {
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }
    }
}

/// <summary>The settings cannot be worked with.</summary>
sealed class SettingsException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults.Select(fault => $"  {fault}")));
