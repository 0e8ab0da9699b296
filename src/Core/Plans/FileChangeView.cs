namespace ReleasePortal.Core.Plans;

/// <summary>How one file of the bundle differs from the release that is live.</summary>
/// <param name="Added">Lines.</param>
/// <param name="Removed">Lines.</param>
/// <param name="Hunks">The changed lines with some around them; empty when there is nothing to show.</param>
/// <param name="Hidden">Why no lines are shown, for example because the file is no text; null when they are.</param>
public sealed record FileChangeView(
    string Path, ChangeAction Action, int Added, int Removed, IReadOnlyList<DiffHunk> Hunks, string? Hidden);

/// <summary>Lines that stand together.</summary>
public sealed record DiffHunk(IReadOnlyList<DiffLine> Lines);

public enum DiffKind
{
    Same,
    Added,
    Removed,
}

/// <param name="Old">Line number in the live release, from 1; null for an added line.</param>
/// <param name="New">Line number in the new release, from 1; null for a removed line.</param>
public sealed record DiffLine(DiffKind Kind, int? Old, int? New, string Text);
