using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>One resource of the picture, or several of a small kind.</summary>
/// <param name="Key">The resource's id, or the kind that its resources share.</param>
public sealed record GraphNode(string Key, IReadOnlyList<ResourceView> Resources)
{
    public const int UsualWidth = 186;

    public const int UsualHeight = 66;

    /// <summary>Left of the words stands what kind it is.</summary>
    public const int Words = 30;

    const int Margin = 3;

    public int X { get; init; }

    public int Y { get; init; }

    /// <summary>It heads the area that holds what needs it, in one line.</summary>
    public bool IsHead { get; init; }

    /// <summary>Keys of the nodes that come right before it.</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>Keys of the nodes that come right after it.</summary>
    public IReadOnlyList<string> NeededBy { get; init; } = [];

    /// <summary>Where the word of its kind begins.</summary>
    public int SubX => IsHead ? Words + (int)GraphText.Width(Title, isBold: true) + Margin : Words;

    /// <summary>Where the word of its state begins, right of its mark.</summary>
    public int StateX => IsHead ? SubX + (int)GraphText.Width(Sub) + Words : Words;

    public int Width => IsHead ? StateX + (int)GraphText.Width(StateWord) + (2 * Margin) : UsualWidth;

    public int Height => IsHead ? 30 : UsualHeight;

    /// <summary>Of several, the one that most wants to be seen.</summary>
    public ResourceState State => ResourceStates.Worst(Resources.Select(resource => resource.State));

    public string Name => Resources.Count == 1 ? Resources[0].Name : $"{Resources.Count} {ResourceSubject.Lower(Resources[0].Kind)}s";

    public string Title => IsHead ? Name : GraphText.Fit(Name, UsualWidth - Words - Margin, isBold: true);

    public string Sub => Resources.Count == 1 ? ResourceSubject.Lower(Resources[0].Kind) : "";

    /// <summary>"Drifted"; "1 of 3 drifted".</summary>
    public string StateWord => (Resources.Count(resource => resource.State == State), StateMarks.Of(State).Word) switch
    {
        (var some, var word) when some == Resources.Count => word,
        (var some, var word) => $"{some} of {Resources.Count} {word.ToLowerInvariant()}",
    };

    /// <summary>What is read out: first what is seen, then the whole name where that is cut.</summary>
    public string Label => $"{(Resources.Count == 1 ? $"{Title}, {Sub}" : Name)}: {StateWord}{(Title == Name ? "" : $" ({Name})")}";

    public bool IsNextTo(string key) => Needs.Contains(key, StringComparer.Ordinal) || NeededBy.Contains(key, StringComparer.Ordinal);
}
