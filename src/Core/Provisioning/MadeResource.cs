namespace ReleasePortal.Core.Provisioning;

/// <summary>Something that the portal made for a stage. It stays on record when the settings no longer name it, until it is gone.</summary>
public sealed class MadeResource
{
    MadeResource()
    {
    }

    internal MadeResource(string pipeline, string stage, ResourceRecord record, int deployment, DateTimeOffset at)
    {
        (Pipeline, Stage, ResourceId) = (pipeline, stage, record.Id);
        MadeAgain(record, deployment, at);
    }

    public string Pipeline { get; private set; } = null!;

    public string Stage { get; private set; } = null!;

    /// <summary>As the stage's blueprint calls it.</summary>
    public string ResourceId { get; private set; } = null!;

    public ResourceRecord Record { get; private set; } = null!;

    /// <summary>Number of the deployment that made it.</summary>
    public int Deployment { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    /// <summary>When it was deleted, or found missing.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    internal void MadeAgain(ResourceRecord record, int deployment, DateTimeOffset at) => (Record, Deployment, MadeAt, GoneAt) = (record, deployment, at, null);

    internal void Gone(DateTimeOffset at) => GoneAt ??= at;
}
