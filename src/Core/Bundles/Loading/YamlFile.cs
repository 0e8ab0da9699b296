using System.Text;
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

        try
        {
            var parser = new Parser(new StringReader(Text(file, content)));
            return Root(new YamlTree(file, parser, findings).Read(), findings);
        }
        catch (YamlException fault)
        {
            findings.Error($"yaml: {fault.Message}", new Location(file, Math.Max(fault.Start.Line, 1), Math.Max(fault.Start.Column, 1)));
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            findings.Error($"yaml: the file cannot be read: {fault.Message}", new Location(file, 1, 1));
        }

        return null;
    }

    static string Text(string file, ReadOnlyMemory<byte> content)
    {
        var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true)
            .GetString(content.Span).TrimStart('\uFEFF');

        // JSON may be indented with tabs, YAML must not be; inside a JSON text a tab is written as \t.
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
