namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>What a person may have meant.</summary>
static class Suggestions
{
    const int Longest = 100;

    /// <returns><c>did you mean 'x'?</c>, or an empty text when nothing is near.</returns>
    public static string For(string text, IEnumerable<string> known)
    {
        var nearest = known.Select(word => (Word: word, Distance: Distance(text, word))).OrderBy(near => near.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(1, text.Length / 3) ? $"did you mean '{nearest.Word}'?" : "";
    }

    /// <summary>
    /// The fewest letters to add, drop, change or swap with their neighbour. Nobody mistypes a word of hundreds of letters.
    /// </summary>
    static int Distance(string left, string right)
    {
        if (Math.Max(left.Length, right.Length) > Longest)
        {
            return int.MaxValue;
        }

        var fewest = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                fewest[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    fewest[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1),
                    Math.Min(fewest[i - 1, j], fewest[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    fewest[i, j] = Math.Min(fewest[i, j], fewest[i - 2, j - 2] + 1);
                }
            }
        }

        return fewest[left.Length, right.Length];
    }
}
