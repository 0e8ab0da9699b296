using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace ReleasePortal.Core.Plans;

/// <summary>Compares two texts line by line.</summary>
static class TextDiff
{
    /// <summary>Lines shown before and after a change.</summary>
    const int Around = 3;

    public static (IReadOnlyList<DiffHunk> Hunks, int Added, int Removed) Between(string old, string @new)
    {
        var lines = Numbered(InlineDiffBuilder.Diff(WithoutLastEnd(old), WithoutLastEnd(@new), ignoreWhiteSpace: false).Lines).ToList();
        return (Hunks(lines), lines.Count(line => line.Kind is DiffKind.Added), lines.Count(line => line.Kind is DiffKind.Removed));
    }

    /// <summary>A line ends with its end; nothing after the last one is no line.</summary>
    static string WithoutLastEnd(string text) => text.EndsWith('\n') ? text[..^1] : text;

    static IEnumerable<DiffLine> Numbered(IEnumerable<DiffPiece> pieces)
    {
        var (old, @new) = (0, 0);
        foreach (var piece in pieces)
        {
            yield return piece.Type switch
            {
                ChangeType.Inserted => new(DiffKind.Added, null, ++@new, piece.Text),
                ChangeType.Deleted => new(DiffKind.Removed, ++old, null, piece.Text),
                _ => new(DiffKind.Same, ++old, ++@new, piece.Text),
            };
        }
    }

    static List<DiffHunk> Hunks(List<DiffLine> lines)
    {
        List<DiffHunk> hunks = [];
        List<DiffLine> current = [];
        var shownUpTo = -1;
        for (var index = 0; index < lines.Count; index++)
        {
            if (lines[index].Kind is DiffKind.Same)
            {
                continue;
            }

            var from = Math.Max(shownUpTo + 1, index - Around);
            if (current.Count > 0 && from > shownUpTo + 1)
            {
                hunks.Add(new(current));
                current = [];
            }

            var to = Math.Min(lines.Count - 1, index + Around);
            current.AddRange(lines[from..(to + 1)]);
            shownUpTo = to;
        }

        return current.Count > 0 ? [.. hunks, new(current)] : hunks;
    }
}
