using System.Globalization;
using ReleasePortal.Core.Provisioning.Looking;

namespace ReleasePortal.Portal.Provisioning.Graph;

/// <summary>A line from what is needed to what needs it.</summary>
/// <param name="Corners">Level and upright in turn; the first and last lie on the two nodes.</param>
public sealed record GraphEdge(GraphNode From, GraphNode To, IReadOnlyList<(double X, double Y)> Corners)
{
    const double Round = 6;

    public bool IsDim => To.State is ResourceState.ToCreate or ResourceState.Missing or ResourceState.Unknown;

    public string Path
    {
        get
        {
            List<string> parts = [Invariant($"M{Corners[0].X} {Corners[0].Y}")];
            for (var at = 1; at + 1 < Corners.Count; at++)
            {
                var corner = Corners[at];
                var round = Math.Min(Round, Math.Min(Length(Corners[at - 1], corner), Length(corner, Corners[at + 1])) / 2);
                var (from, to) = (Towards(corner, Corners[at - 1], round), Towards(corner, Corners[at + 1], round));
                parts.Add(Invariant($"L{from.X} {from.Y} Q{corner.X} {corner.Y} {to.X} {to.Y}"));
            }

            parts.Add(Invariant($"L{Corners[^1].X} {Corners[^1].Y}"));
            return string.Join(' ', parts);
        }
    }

    /// <summary>The arrow's head, at what needs it.</summary>
    public string Tip => Invariant($"M{Corners[^1].X} {Corners[^1].Y} l-6 -3.5 v7 z");

    public bool Touches(string? key) => key is not null && (key == From.Key || key == To.Key);

    static double Length((double X, double Y) one, (double X, double Y) other) => Math.Abs(one.X - other.X) + Math.Abs(one.Y - other.Y);

    static (double X, double Y) Towards((double X, double Y) from, (double X, double Y) to, double far) =>
        (from.X + (Math.Sign(to.X - from.X) * far), from.Y + (Math.Sign(to.Y - from.Y) * far));

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
