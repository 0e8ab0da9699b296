using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Access;

namespace ReleasePortal.Core.Provisioning;

/// <summary>A resource that Azure Resource Manager keeps; its id is Azure's.</summary>
public abstract record AzureResource : ManagedResource
{
    /// <summary>Pinned: another version may read and write other fields.</summary>
    public abstract string ApiVersion { get; }

    /// <summary>Like <c>Microsoft.Storage/storageAccounts</c>.</summary>
    public string Type => TypeOf(Id);

    internal static string TypeOf(string id)
    {
        var own = id[(id.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase) + "/providers/".Length)..].Split('/');
        return id.Contains("/providers/", StringComparison.OrdinalIgnoreCase)
            ? string.Join('/', own.Where((_, index) => index == 0 || index % 2 == 1))
            : "Microsoft.Resources/subscriptions/resourceGroups";
    }

    /// <summary>What the service principal must be allowed to do; without it the resource cannot be looked at or made.</summary>
    public virtual IEnumerable<string> Actions => IsAdopted ? [$"{Type}/read"] : [$"{Type}/read", $"{Type}/write"];

    /// <summary>What it must be allowed to ask, in the group or the subscription, while Azure still works on the
    /// resource; often nothing.</summary>
    public string? Following => FollowedOperations.ActionOf(this);

    /// <summary>What it must be allowed to do with things of others that the settings name.</summary>
    public virtual IEnumerable<ActionElsewhere> ActionsElsewhere => [];

    /// <summary>Fields that Azure alone writes, though its types do not say so. All others that we do not manage are
    /// written back as they were found.</summary>
    public virtual IReadOnlyList<string> ReadOnly => [];

    /// <summary>The state that a body was read in, where Azure takes a write only for that state: the network providers do.</summary>
    public string? VersionOf(JsonObject? body) =>
        Type.StartsWith("Microsoft.Network/", StringComparison.Ordinal)
            && body?["etag"] is JsonValue value
            && value.TryGetValue<string>(out var version)
            ? version
            : null;

    /// <summary>Where the same thing may stand under another id; <see cref="IsSame"/> tells which of the list it is.</summary>
    public virtual string? Siblings => null;

    public virtual bool IsSame(JsonObject sibling, JsonObject wanted) => false;

    /// <summary>Where it is made when something else holds its id.</summary>
    public virtual string Instead(JsonObject wanted) => Id;

    /// <summary>Where Azure keeps it after a deletion, for types that come back under their name only by being recovered.</summary>
    public virtual string? DeletedId => null;

    /// <summary>Where Azure lists those of all regions.</summary>
    public virtual string? DeletedList => null;

    /// <summary>The body that brings a deleted one back; it is completed by a second write.</summary>
    public virtual JsonObject Recovery() => Body();
}

/// <param name="On">Azure's id of the thing.</param>
public sealed record ActionElsewhere(string Action, string On);
