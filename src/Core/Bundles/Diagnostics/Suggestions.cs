namespace ReleasePortal.Core.Bundles.Diagnostics;

/// <summary>
/// What a person may have meant. Of thousands of findings nobody needs a hint for each: when enough letters were compared, there are
/// no more hints.
/// </summary>
public sealed class Suggestions
{
    const int Longest = 100;

    /// <summary>Well below a second on a slow machine.</summary>
    const int MostLetters = 20_000_000;

    int _left = MostLetters;

    /// <returns><c>did you mean 'x'?</c>, or an empty text when nothing is near.</returns>
    public string For(string text, IEnumerable<string> known)
    {
        var allowed = Math.Max(1, text.Length / 3);
        string? nearest = null;
        foreach (var word in known)
        {
            if (_left <= 0)
            {
                return "";
            }

            _left--;
            if (Math.Abs(word.Length - text.Length) <= allowed && Distance(text, word) is var distance && distance <= allowed)
            {
                // Only a nearer one counts from here on: the first of equally near ones stays.
                nearest = word;
                allowed = distance - 1;
            }
        }

        return nearest is null ? "" : $"did you mean '{nearest}'?";
    }

    /// <summary>
    /// The fewest letters to add, drop, change or swap with their neighbour. Nobody mistypes a word of hundreds of letters.
    /// </summary>
    int Distance(string left, string right)
    {
        if (Math.Max(left.Length, right.Length) > Longest)
        {
            return int.MaxValue;
        }

        _left -= left.Length * right.Length;
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
