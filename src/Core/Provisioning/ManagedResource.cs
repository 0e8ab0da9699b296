using System.Text.Json.Nodes;
using ReleasePortal.Core.Provisioning.Planning;
using ReleasePortal.Core.Provisioning.Settings;

namespace ReleasePortal.Core.Provisioning;

/// <summary>One resource as a stage wants it. A new kind is a new file in Resources and a line in <see cref="StageBlueprint"/>.</summary>
public abstract record ManagedResource
{
    /// <summary>Known before the resource exists, and the same in every plan.</summary>
    public abstract string Id { get; }

    /// <summary>For people: "Storage account".</summary>
    public abstract string Kind { get; }

    public abstract string Name { get; }

    /// <summary>The ids of the resources that must be there first; those that the blueprint leaves out are there already.</summary>
    public virtual IReadOnlyList<string> Needs => [];

    /// <summary>Fields that cannot be changed once the resource exists.</summary>
    public virtual IReadOnlyList<string> Fixed => [];

    /// <summary>What a person does first so that it can be made anew with another value of what is <see cref="Fixed"/>, and what is lost by
    /// that, as part of a sentence; null where its name does not come free.</summary>
    public virtual string? Anew => null;

    /// <summary>Elements of others in lists that are ours: by field, how their names begin. Any other element that is
    /// not wanted is a difference.</summary>
    public virtual IReadOnlyDictionary<string, string> Theirs => NothingOfOthers;

    static readonly Dictionary<string, string> NothingOfOthers = new(StringComparer.Ordinal);

    /// <summary>Why what there is cannot serve, though every field that we manage may be right; a write would not mend it.</summary>
    /// <returns>Nothing when it serves.</returns>
    public virtual Defect? DefectOf(JsonObject found) => null;

    /// <summary>What people should know of what there is, though it serves and nothing is to be done.</summary>
    public virtual string? NoteOn(JsonObject found) => null;

    /// <param name="find">Other resources, as they are; nothing where one is not there, or may not be read.</param>
    public virtual Task<ResourceWarning?> WarningAsync(Func<string, Task<JsonObject?>> find) => Task.FromResult<ResourceWarning?>(null);

    /// <summary>Somebody else makes it; the portal only looks whether it is there.</summary>
    public virtual bool IsAdopted => false;

    /// <summary>Why the portal never deletes it, even if the settings no longer name it, and where a person can; null
    /// when an admin may.</summary>
    public virtual string? Stays => null;

    /// <summary>Parts that have an address of their own and may leave the settings before the resource does.</summary>
    public virtual IReadOnlyList<ResourcePart> Parts => [];

    /// <summary>Exactly the fields that we manage. A value that another resource tells is written as <see cref="Later.Of"/>.</summary>
    public abstract JsonObject Body();

    /// <summary>What we want of a resource that is there: in the words that Azure has for the same, and what only
    /// counted when it was made as it is.</summary>
    public virtual JsonObject Beside(JsonObject wanted, JsonObject found) => wanted;

    public virtual IEnumerable<SettingFault> Faults() => [];
}

/// <param name="Action"><see cref="ResourceAction.Blocked"/> if somebody may mend it, <see cref="ResourceAction.NeedsReplacement"/> if
/// nobody can.</param>
public sealed record Defect(ResourceAction Action, string Reason);
