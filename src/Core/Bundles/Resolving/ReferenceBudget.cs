using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>What references may add to a configuration, so that none can end the process with its stack or its memory.</summary>
sealed class ReferenceBudget(Findings findings)
{
    /// <summary>A chain of variables, each made of the next.</summary>
    const int MaximumDepth = 200;

    /// <summary>Values that hold each other twice grow by doubling. Only what references add is counted.</summary>
    const int MaximumSize = 200_000;

    /// <summary>As long as a text in a file may be.</summary>
    const int MaximumText = 1_000_000;

    /// <summary>So many letters weigh as much as one value.</summary>
    const int LettersOfValue = 16;

    int _depth;
    int _size;

    public void Enter() => _depth++;

    public void Leave() => _depth--;

    public void Add(NodeSize size) => _size += size.Values - 1;

    /// <returns>The same text; nothing once too much was added.</returns>
    public string Add(string text)
    {
        _size += text.Length / LettersOfValue;
        return _size < MaximumSize ? text : "";
    }

    /// <summary>Says so when it is spent.</summary>
    /// <param name="more">Levels that are to come.</param>
    public bool IsSpent(int more, Node node, NodePath path)
    {
        if (_depth + more < MaximumDepth && _size < MaximumSize)
        {
            return false;
        }

        var limit = _size < MaximumSize ? $"are nested more than {MaximumDepth} levels deep" : $"grow to more than {MaximumSize} values";
        findings.Error($"references {limit}", path, node);
        return true;
    }

    /// <summary>Says so when it is.</summary>
    public bool IsTooLong(string text, Node node, NodePath path)
    {
        if (text.Length <= MaximumText)
        {
            return false;
        }

        findings.Error($"references grow to more than {MaximumText} letters", path, node);
        return true;
    }
}
