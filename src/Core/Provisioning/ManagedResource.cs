using System.Text.Json.Nodes;

namespace ReleasePortal.Core.Provisioning;

/// <summary>One Azure resource as a stage wants it. A new kind is a new file in Resources and a line in <see cref="StageBlueprint"/>.</summary>
public abstract record ManagedResource
{
    /// <summary>Azure's id, which is known before the resource exists.</summary>
    public abstract string Id { get; }

    /// <summary>For people: "Storage account".</summary>
    public abstract string Kind { get; }

    public abstract string Name { get; }

    /// <summary>Pinned: another version may read and write other fields.</summary>
    public abstract string ApiVersion { get; }

    /// <summary>The ids of the resources that must be there first.</summary>
    public virtual IReadOnlyList<string> Needs => [];

    /// <summary>Fields that Azure cannot change once the resource exists.</summary>
    public virtual IReadOnlyList<string> Fixed => [];

    /// <summary>Fields that belong to others: never compared, and written back as found, since a PUT may drop what it does not name.</summary>
    public virtual IReadOnlyList<string> Kept => ["tags"];

    /// <summary>The body of the PUT: exactly the fields that we manage.</summary>
    public abstract JsonObject Body();

    public abstract IEnumerable<SettingFault> Faults();
}
