using System.Text.Json;
using ReleasePortal.Core.Clients.Azure;
using ReleasePortal.Core.Provisioning.Planning;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>What a call that goes on needs of the one before: the plan that was agreed to, and the operations that Azure had not finished.
/// Lies in <c>.release-portal</c> beside the settings, from the beginning of an apply to its good end. Without it (another machine) the
/// state of Azure's own resources still tells what is being made. One call at a time has it: the system gives it free
/// when the process ends, whichever way.</summary>
sealed class UnfinishedApply : IDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    readonly string _file;
    readonly FileStream _held;

    UnfinishedApply(string file, FileStream held)
    {
        (_file, _held) = (file, held);
        if (File.Exists(file) && Parse(File.ReadAllText(file)) is { } content)
        {
            (Approved, Pending) = (content.Approved, content.Pending);
        }
    }

    public ResourcePlan? Approved { get; private set; }

    public IReadOnlyList<PendingOperation> Pending { get; private set; } = [];

    /// <exception cref="DeclinedException">Another call is at the same stage.</exception>
    public static UnfinishedApply Of(ProvisionCall call)
    {
        var beside = call.Line.SettingsFiles is [.., var settings]
            ? Path.GetDirectoryName(Path.GetFullPath(settings, call.Environment.Folder))!
            : call.Environment.Folder;
        var folder = Directory.CreateDirectory(Path.Combine(beside, ".release-portal")).FullName;
        var name = Path.Combine(folder, $"{call.Pipeline.Key}-{call.Stage.Name}");
        return new($"{name}.json", Hold($"{name}.lock", call.Heading));
    }

    /// <summary>The file stays: deleted while another call waits at the door, it would let two in.</summary>
    static FileStream Hold(string file, string what)
    {
        try
        {
            return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new DeclinedException(
                $"{what}: another call of provision apply is at it (it holds {file}). Nothing was changed; call again when it is over.");
        }
    }

    public void Begin(ResourcePlan approved)
    {
        Approved = approved;
        Write();
    }

    public void Keep(IReadOnlyList<PendingOperation> pending)
    {
        Pending = pending;
        Write();
    }

    public void End() => File.Delete(_file);

    public void Dispose() => _held.Dispose();

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
