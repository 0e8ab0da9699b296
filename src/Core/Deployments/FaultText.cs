using System.Text;

namespace ReleasePortal.Core.Deployments;

/// <summary>A fault in words for people.</summary>
static class FaultText
{
    /// <summary>The messages from the outside in, without those that only repeat.</summary>
    public static string Of(Exception fault)
    {
        var text = new StringBuilder(fault.Message);
        for (var inner = fault.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!text.ToString().Contains(inner.Message, StringComparison.Ordinal))
            {
                text.Append(' ').Append(inner.Message);
            }
        }

        return text.ToString();
    }
}
