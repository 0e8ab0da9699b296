using System.Net;
using System.Net.Sockets;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>
/// The ports, bound before anything starts: addresses go into issuers and settings, so they must be known first,
/// and a port that is looked up and released again could be taken by somebody else.
/// </summary>
sealed class BoundPorts : IDisposable
{
    readonly Dictionary<int, Socket> _sockets = [];

    public BoundPorts(SandboxPorts wanted)
    {
        try
        {
            Ports = new(
                wanted.Portal,
                Bind(wanted.Entra),
                Bind(wanted.Tls),
                Bind(wanted.GitHub),
                Bind(wanted.Dev),
                Bind(wanted.Test),
                Bind(wanted.Prod));
        }
        catch (PortInUseException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The real numbers, in place of zeros.</summary>
    public SandboxPorts Ports { get; }

    public Socket Take(EndPoint endPoint) => _sockets[((IPEndPoint)endPoint).Port];

    public void Dispose()
    {
        foreach (var socket in _sockets.Values)
        {
            socket.Dispose();
        }
    }

    /// <exception cref="PortInUseException">Somebody listens there.</exception>
    public static void RequireFree(int port)
    {
        using var probe = Open(port);
    }

    int Bind(int port)
    {
        var socket = Open(port);
        var bound = ((IPEndPoint)socket.LocalEndPoint!).Port;
        _sockets.Add(bound, socket);
        return bound;
    }

    static Socket Open(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException fault) when (fault.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            socket.Dispose();
            throw new PortInUseException(port, fault);
        }
    }
}
