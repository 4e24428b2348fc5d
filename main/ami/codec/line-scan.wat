;; Where lines and blocks end in one read, sixteen bytes at a time. What JavaScript does with it: line-scan.ts.
;; `npm run line-scan` writes line-scan-code.ts from this text; a unit test holds the two together.
(module
  ;; 0: the read, 64 KiB at most, and stale bytes behind it · 128 KiB: where blank lines begin · 256 KiB: where lines begin
  (memory (export "memory") 7)

  ;; Puts down where each CR LF CR LF begins in the first $end bytes, 4 bytes each; answers how many there are.
  (func (export "blanks") (param $end i32) (result i32)
    (local $at i32) (local $bits i32) (local $found i32) (local $out i32) (local $cr v128) (local $lf v128)
    (local.set $cr (i8x16.splat (i32.const 13)))
    (local.set $lf (i8x16.splat (i32.const 10)))
    (local.set $out (i32.const 131072))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (local.set $bits
          (i8x16.bitmask
            (v128.and
              (v128.and
                (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $cr))
                (i8x16.eq (v128.load offset=1 align=1 (local.get $at)) (local.get $lf)))
              (v128.and
                (i8x16.eq (v128.load offset=2 align=1 (local.get $at)) (local.get $cr))
                (i8x16.eq (v128.load offset=3 align=1 (local.get $at)) (local.get $lf))))))
        (block $none
          (loop $each
            (br_if $none (i32.eqz (local.get $bits)))
            (local.set $found (i32.add (local.get $at) (i32.ctz (local.get $bits))))
            ;; Behind the end lie bytes of reads before.
            (br_if $done (i32.gt_s (i32.add (local.get $found) (i32.const 4)) (local.get $end)))
            (i32.store (local.get $out) (local.get $found))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $each)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $sixteen)))
    (i32.shr_u (i32.sub (local.get $out) (i32.const 131072)) (i32.const 2)))

  ;; Puts down where each line of the bytes from $start to $end begins, that is $start and what follows a CR LF, and in
  ;; the end $end + 2, 4 bytes each; answers how many lines there are.
  (func (export "lines") (param $start i32) (param $end i32) (result i32)
    (local $at i32) (local $bits i32) (local $found i32) (local $out i32) (local $cr v128) (local $lf v128)
    (local.set $cr (i8x16.splat (i32.const 13)))
    (local.set $lf (i8x16.splat (i32.const 10)))
    (local.set $out (i32.const 262148))
    (i32.store (i32.const 262144) (local.get $start))
    (local.set $at (local.get $start))
    (block $done
      (loop $sixteen
        (br_if $done (i32.ge_s (local.get $at) (local.get $end)))
        (local.set $bits
          (i8x16.bitmask
            (v128.and
              (i8x16.eq (v128.load align=1 (local.get $at)) (local.get $cr))
              (i8x16.eq (v128.load offset=1 align=1 (local.get $at)) (local.get $lf)))))
        (block $none
          (loop $each
            (br_if $none (i32.eqz (local.get $bits)))
            (local.set $found (i32.add (i32.add (local.get $at) (i32.ctz (local.get $bits))) (i32.const 2)))
            (br_if $done (i32.gt_s (local.get $found) (local.get $end)))
            (i32.store (local.get $out) (local.get $found))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $each)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $sixteen)))
    (i32.store (local.get $out) (i32.add (local.get $end) (i32.const 2)))
    (i32.shr_u (i32.sub (local.get $out) (i32.const 262144)) (i32.const 2)))

  ;; The first of the lines from $line on, of $count put down by `lines`, whose four bytes $back behind its beginning are
  ;; $key; letters of either case are alike, $key has small ones. -1: there is none.
  (func (export "seek") (param $line i32) (param $count i32) (param $back i32) (param $key i32) (result i32)
    (block $none
      (loop $each
        (br_if $none (i32.ge_s (local.get $line) (local.get $count)))
        (if
          (i32.eq
            (i32.or
              (i32.load align=1
                (i32.add
                  (i32.load offset=262144 (i32.shl (local.get $line) (i32.const 2)))
                  (local.get $back)))
              (i32.const 0x20202020))
            (local.get $key))
          (then (return (local.get $line))))
        (local.set $line (i32.add (local.get $line) (i32.const 1)))
        (br $each)))
    (i32.const -1)))
