using ReleasePortal.Core.Deployments;

namespace ReleasePortal.Core.Provisioning.Deleting;

/// <summary>Something that the portal made for a stage, or found there as described. It stays on record when the
/// settings no longer name it, until it is gone.</summary>
public sealed class MadeResource
{
    MadeResource()
    {
    }

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    /// <summary>As the stage's blueprint calls it.</summary>
    public string ResourceId { get; private set; } = null!;

    public ResourceRecord Record { get; private set; } = null!;

    /// <summary>Number of the deployment that made it; null when it was found.</summary>
    public int? Deployment { get; private set; }

    /// <summary>When it was made, or first found.</summary>
    public DateTimeOffset Since { get; private set; }

    /// <summary>When it was deleted, or found missing.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    internal static MadeResource MadeBy(Deployment deployment, ResourceRecord record, DateTimeOffset at)
    {
        var made = new MadeResource { Pipeline = deployment.Pipeline, Stage = deployment.Stage, ResourceId = record.Id };
        made.Made(record, deployment.Number, at);
        return made;
    }

    internal static MadeResource FoundIn(string pipeline, string stage, ResourceRecord record, DateTimeOffset at)
    {
        var found = new MadeResource { Pipeline = pipeline, Stage = stage, ResourceId = record.Id };
        found.FoundAgain(record, at);
        return found;
    }

    internal void Made(ResourceRecord record, int deployment, DateTimeOffset at) =>
        (Record, Deployment, Since, GoneAt) = (record, deployment, at, null);

    internal void FoundAgain(ResourceRecord record, DateTimeOffset at) => (Record, Deployment, Since, GoneAt) = (record, null, at, null);

    /// <summary>What is known of it is kept up to date as long as it is described: its name, and why it stays.</summary>
    internal void Described(ResourceRecord record) => Record = record;

    /// <summary>Azure does not delete it as long as it is used.</summary>
    internal void UsedBy(string? users) => Record = Record with { InUse = users };

    internal void Gone(DateTimeOffset at) => GoneAt ??= at;
}
