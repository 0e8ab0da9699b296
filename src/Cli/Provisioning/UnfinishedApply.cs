using System.Text.Json;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>What a call that goes on needs of the one before: the plan that was agreed to, and the operations that Azure had not finished.
/// Lies in <c>.release-portal</c> beside the settings, from the beginning of an apply to its good end. Without it (another machine) the
/// state of Azure's own resources still tells what is being made.</summary>
sealed class UnfinishedApply
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    readonly string _file;

    UnfinishedApply(string file)
    {
        _file = file;
        if (File.Exists(file) && Parse(File.ReadAllText(file)) is { } content)
        {
            (Approved, Pending) = (content.Approved, content.Pending);
        }
    }

    public ResourcePlan? Approved { get; private set; }

    public IReadOnlyList<PendingOperation> Pending { get; private set; } = [];

    public static UnfinishedApply Of(ProvisionCall call)
    {
        var beside = call.Line.SettingsFiles is [.., var settings]
            ? Path.GetDirectoryName(Path.GetFullPath(settings, call.Environment.Folder))!
            : call.Environment.Folder;
        return new(Path.Combine(beside, ".release-portal", $"{call.Pipeline.Key}-{call.Stage.Name}.json"));
    }

    public void Begin(ResourcePlan approved)
    {
        Approved = approved;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        Write();
    }

    public void Keep(IReadOnlyList<PendingOperation> pending)
    {
        Pending = pending;
        Write();
    }

    public void End()
    {
        File.Delete(_file);
        if (Path.GetDirectoryName(_file) is { } folder && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Whole or not at all, as the process may end at any time.</summary>
    void Write()
    {
        File.WriteAllText($"{_file}.new", JsonSerializer.Serialize(new Content(Approved, Pending), Json));
        File.Move($"{_file}.new", _file, overwrite: true);
    }

    Content? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(text, Json);
        }
        catch (JsonException fault)
        {
            throw new IOException($"{_file} cannot be read: {fault.Message} Delete it to begin anew.", fault);
        }
    }

    sealed record Content(ResourcePlan? Approved, IReadOnlyList<PendingOperation> Pending);
}
