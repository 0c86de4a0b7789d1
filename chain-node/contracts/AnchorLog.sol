// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @title Append-only heads of transparency logs
/// @notice Keeps the latest (size, root) of each log. A log is the pair of its publisher (the sender) and its origin, so nobody
/// else can move it. A new head is taken only with a consistency proof (RFC 9162, section 2.1.4) from the one before:
/// the chain itself refuses a log that forgets or rewrites an entry.
contract AnchorLog {
    struct Head {
        uint64 size;
        bytes32 root;
    }

    /// @dev First variable: its position (0) is part of the interface, see the storage proofs of off-chain verifiers.
    mapping(address publisher => mapping(bytes32 origin => Head)) private heads;

    event Anchored(address indexed publisher, bytes32 indexed origin, uint64 size, bytes32 root);

    /// The new size must be greater than the anchored one.
    error NotNewer(uint64 size, uint64 newSize);
    /// The proof does not lead from the anchored root to the new one.
    error BadConsistencyProof();

    /// @notice Latest anchored head of a log; size 0 when there is none.
    function head(address publisher, bytes32 origin) external view returns (uint64 size, bytes32 root) {
        Head storage h = heads[publisher][origin];
        return (h.size, h.root);
    }

    /// @notice Moves the sender's log to a new head. The first head needs no proof and takes none.
    function anchor(bytes32 origin, uint64 newSize, bytes32 newRoot, bytes32[] calldata consistencyProof) external {
        Head storage h = heads[msg.sender][origin];
        uint64 size = h.size;
        if (newSize <= size) revert NotNewer(size, newSize);
        if (size == 0 ? consistencyProof.length != 0 : !_isConsistent(size, h.root, newSize, newRoot, consistencyProof)) {
            revert BadConsistencyProof();
        }
        h.size = newSize;
        h.root = newRoot;
        emit Anchored(msg.sender, origin, newSize, newRoot);
    }

    /// @notice True when the leaf lies at this index under the latest anchored head (RFC 9162, section 2.1.3.2).
    function verifyInclusion(
        address publisher,
        bytes32 origin,
        bytes32 leafHash,
        uint64 leafIndex,
        bytes32[] calldata inclusionProof
    ) external view returns (bool) {
        Head storage h = heads[publisher][origin];
        uint256 fn = leafIndex;
        uint256 sn = h.size;
        if (fn >= sn) return false;
        sn -= 1;
        bytes32 r = leafHash;
        for (uint256 i = 0; i < inclusionProof.length; ++i) {
            if (sn == 0) return false;
            if (fn & 1 == 1 || fn == sn) {
                r = _node(inclusionProof[i], r);
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = _node(r, inclusionProof[i]);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && r == h.root;
    }

    /// @dev RFC 9162, section 2.1.4.2, for 0 < first < second.
    function _isConsistent(
        uint64 first,
        bytes32 firstRoot,
        uint64 second,
        bytes32 secondRoot,
        bytes32[] calldata proof
    ) private view returns (bool) {
        uint256 length = proof.length;
        if (length == 0) return false;
        uint256 fn = first - 1;
        uint256 sn = second - 1;
        while (fn & 1 == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        uint256 i = 0;
        // A first tree of exactly 2^k leaves is itself a node of the second: its root is not sent again.
        bytes32 fr = (uint256(first) & (uint256(first) - 1)) == 0 ? firstRoot : proof[i++];
        bytes32 sr = fr;
        for (; i < length; ++i) {
            if (sn == 0) return false;
            bytes32 c = proof[i];
            if (fn & 1 == 1 || fn == sn) {
                fr = _node(c, fr);
                sr = _node(c, sr);
                while (fn & 1 == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = _node(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && fr == firstRoot && sr == secondRoot;
    }

    /// @dev SHA-256(0x01 || left || right) by the precompile at address 2, in scratch memory past the free pointer.
    function _node(bytes32 left, bytes32 right) private view returns (bytes32 result) {
        bool done;
        assembly ("memory-safe") {
            let p := mload(0x40)
            mstore8(p, 0x01)
            mstore(add(p, 0x01), left)
            mstore(add(p, 0x21), right)
            done := staticcall(gas(), 0x02, p, 0x41, 0x00, 0x20)
            result := mload(0x00)
        }
        // The precompile fails only when it runs out of gas: never read the stale word as a hash.
        if (!done) revert BadConsistencyProof();
    }
}
