using System.Text;
using System.Text.Unicode;
using ReleasePortal.Core.Bundles.Diagnostics;
using ReleasePortal.Core.Bundles.Tree;
using YamlDotNet.Core;

namespace ReleasePortal.Core.Bundles.Loading;

/// <summary>Reads one YAML (or JSON) file from outside without letting it take the process down.</summary>
static class YamlFile
{
    /// <summary>The largest configuration files that people write by hand or generate are far below.</summary>
    const int MaximumBytes = 16 * 1024 * 1024;

    /// <returns>Null when the file is unreadable; the findings then say where.</returns>
    public static MapNode? Read(string file, ReadOnlyMemory<byte> content, Findings findings)
    {
        if (content.Length > MaximumBytes)
        {
            findings.Error($"yaml: the file is larger than {MaximumBytes / 1024 / 1024} MB", new Location(file, 1, 1));
            return null;
        }

        if (Text(file, content) is not { } text)
        {
            findings.Error("yaml: the file cannot be read: it is no text in UTF-8", new Location(file, 1, 1));
            return null;
        }

        var tree = new YamlTree(file, new Parser(new StringReader(text)), findings);
        try
        {
            return Root(tree.Read(), findings);
        }
        catch (YamlException fault)
        {
            findings.Error($"yaml: {fault.Message}", Place(file, fault, tree.Reached));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            findings.Error(
                "yaml: the file cannot be read from here on; is a bracket or a quotation mark never closed?", Place(file, tree.Reached));
        }

        return null;
    }

    /// <summary>The parser names where it began to look, which may be far above; what it had understood by then is nearer.</summary>
    static Location Place(string file, YamlException fault, Mark reached) =>
        Place(file, fault.GetType() == typeof(YamlException) ? fault.Start : reached.Index < fault.End.Index ? fault.End : reached);

    static Location Place(string file, Mark mark) => new(file, Math.Max(mark.Line, 1), Math.Max(mark.Column, 1));

    /// <returns>Null when it is none.</returns>
    static string? Text(string file, ReadOnlyMemory<byte> content)
    {
        if (!Utf8.IsValid(content.Span))
        {
            return null;
        }

        // JSON may be indented with tabs, YAML must not be; inside a JSON text a tab is written as \t.
        var text = Encoding.UTF8.GetString(content.Span).TrimStart('\uFEFF');
        return file.EndsWith(".json", StringComparison.Ordinal) ? text.Replace('\t', ' ') : text;
    }

    static MapNode? Root(Node? node, Findings findings)
    {
        if (node is null or ScalarNode { Type: ScalarType.Null })
        {
            return MapNode.Empty;
        }

        if (node is not MapNode map)
        {
            findings.Error($"expected map, found {node.Kind}", NodePath.Root, node);
            return null;
        }

        return map;
    }
}
