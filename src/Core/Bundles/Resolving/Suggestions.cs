namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>What a person may have meant.</summary>
static class Suggestions
{
    /// <returns><c>did you mean 'x'?</c>, or an empty text when nothing is near.</returns>
    public static string For(string text, IEnumerable<string> known)
    {
        var nearest = known.Select(word => (Word: word, Distance: Distance(text, word))).OrderBy(near => near.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, text.Length / 3) ? $"did you mean '{nearest.Word}'?" : "";
    }

    /// <summary>Levenshtein: the fewest letters to add, drop or change.</summary>
    static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(cost, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
