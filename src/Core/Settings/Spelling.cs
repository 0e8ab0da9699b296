namespace ReleasePortal.Core.Settings;

/// <summary>Which word is meant by one that nobody knows.</summary>
static class Spelling
{
    /// <summary>One mistake in so many letters is a slip; more of them make another word.</summary>
    const int LettersPerMistake = 4;

    /// <returns>Null when no word is near.</returns>
    public static string? Nearest(string word, IEnumerable<string> known) => known
        .Select(candidate => (Word: candidate, Mistakes: Mistakes(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
        .Where(candidate => candidate.Mistakes <= Math.Max(1, candidate.Word.Length / LettersPerMistake))
        .OrderBy(candidate => candidate.Mistakes)
        .Select(candidate => candidate.Word)
        .FirstOrDefault();

    /// <summary>Letters left out, added, taken for another one or swapped with their neighbour (Damerau and
    /// Levenshtein's distance, in its form that edits no place twice).</summary>
    static int Mistakes(string one, string other)
    {
        var rows = Enumerable.Range(0, one.Length + 1).Select(_ => new int[other.Length + 1]).ToArray();
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i][j] = i == 0 || j == 0 ? i + j : Cheapest(one, other, i, j, rows);
            }
        }

        return rows[^1][^1];
    }

    static int Cheapest(string one, string other, int i, int j, int[][] rows)
    {
        var taken = rows[i - 1][j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        var cheapest = Math.Min(taken, Math.Min(rows[i - 1][j], rows[i][j - 1]) + 1);
        var isSwapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return isSwapped ? Math.Min(cheapest, rows[i - 2][j - 2] + 1) : cheapest;
    }
}
