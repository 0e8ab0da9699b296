using System.IO.Enumeration;

namespace ReleasePortal.Sandbox.Faults;

/// <summary>The faults that are switched on, in the order they were added; of several that match, the first strikes.</summary>
public sealed class FaultRules
{
    readonly Lock _gate = new();
    readonly List<Rule> _rules = [];
    int _strikes;

    /// <summary>How many calls were hit since the start; counted when the fault sets in, after the call's work where
    /// that comes first.</summary>
    public int Strikes => Volatile.Read(ref _strikes);

    public void Add(Fault fault)
    {
        lock (_gate)
        {
            _rules.Add(new(fault));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
        }
    }

    internal void Count() => Interlocked.Increment(ref _strikes);

    internal Fault? Strike(string standIn, string method, string path)
    {
        lock (_gate)
        {
            foreach (var rule in _rules.Where(rule => rule.Matches(standIn, method, path)))
            {
                if (rule.Strikes())
                {
                    return rule.Fault;
                }
            }

            return null;
        }
    }

    sealed class Rule(Fault fault)
    {
        int _seen;

        public Fault Fault => fault;

        public bool Matches(string standIn, string method, string path) =>
            (fault.StandIn is null || string.Equals(fault.StandIn, standIn, StringComparison.OrdinalIgnoreCase))
            && (fault.Method is null || string.Equals(fault.Method, method, StringComparison.OrdinalIgnoreCase))
            && (fault.Path is null || FileSystemName.MatchesSimpleExpression(fault.Path, path, ignoreCase: true));

        public bool Strikes()
        {
            _seen++;
            return _seen > fault.Skip && (fault.Times is null || _seen <= fault.Skip + fault.Times);
        }
    }
}
