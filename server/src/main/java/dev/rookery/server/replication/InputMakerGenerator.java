package dev.rookery.server.replication;

import static java.lang.constant.ConstantDescs.BSM_CLASS_DATA_AT;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.DEFAULT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import dev.rookery.protocol.schema.FieldSpec;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Writes the class that makes a game's input records: shifts, masks and the canonical constructor in a [NestMate], as by
/// [FieldSpec#dequantise].
final class InputMakerGenerator {
    private static final MethodTypeDesc MTD_MAKE =
            MethodTypeDesc.of(NestMate.describe(Record.class), CD_long.arrayType(), CD_int);

    private InputMakerGenerator() {}

    /// A maker of `type`, whose components have these types and are packed as these fields.
    static InputMaker generate(Class<? extends Record> type, List<Class<?>> components, List<FieldSpec> fields) {
        ClassDesc owner = NestMate.describe(type);
        List<ClassDesc> parameters = components.stream().map(NestMate::describe).toList();
        List<Object[]> symbols = new ArrayList<>(); // of each enum
        return NestMate.of(type, InputMaker.class, symbols, builder -> builder.withMethodBody(
                "make", MTD_MAKE, ClassFile.ACC_PUBLIC, code -> {
                    code.new_(owner).dup();
                    int bit = 0;
                    for (int i = 0; i < fields.size(); i++) {
                        FieldSpec field = fields.get(i);
                        Class<?> component = components.get(i);
                        if (component.isEnum()) {
                            code.ldc(DynamicConstantDesc.ofNamed(
                                    BSM_CLASS_DATA_AT, DEFAULT_NAME, parameters.get(i).arrayType(), symbols.size()));
                            symbols.add(component.getEnumConstants());
                        }
                        emitBits(code, bit, field.bits());
                        emitValue(code, field, component);
                        bit += field.bits();
                    }
                    code.invokespecial(owner, INIT_NAME, MethodTypeDesc.of(ConstantDescs.CD_void, parameters)).areturn();
                }));
    }

    /// The quantised value, an int.
    private static void emitBits(CodeBuilder code, int bit, int bits) {
        if (bits == 0) {
            code.iconst_0();
            return;
        }
        int shift = bit % Long.SIZE;
        emitWord(code, bit / Long.SIZE);
        code.loadConstant(shift).lushr();
        if (shift + bits > Long.SIZE) {
            emitWord(code, bit / Long.SIZE + 1);
            code.loadConstant(Long.SIZE - shift).lshl().lor();
        }
        code.l2i().loadConstant((1 << bits) - 1).iand();
    }

    private static void emitWord(CodeBuilder code, int word) {
        code.aload(1).iload(2).loadConstant(word).iadd().laload();
    }

    private static void emitValue(CodeBuilder code, FieldSpec field, Class<?> component) {
        switch (field.kind()) {
            case FLAG -> {}
            case ENUM -> code.aaload();
            case SCALAR, LINEAR -> {
                code.i2d().loadConstant(field.step()).dmul().loadConstant(field.min()).dadd();
                emitNarrowing(code, component);
            }
            case ANGLE -> {
                code.i2d().loadConstant(2 * Math.PI).dmul().loadConstant((double) field.levels()).ddiv();
                emitNarrowing(code, component);
            }
            case REFERENCE, STEPPED, EXACT, TEXT -> throw new IllegalArgumentException("No input has such a field: " + field);
        }
    }

    private static void emitNarrowing(CodeBuilder code, Class<?> component) {
        if (component == float.class) {
            code.d2f();
        } else if (component != double.class) {
            code.d2i();
            if (component == short.class) {
                code.i2s();
            } else if (component == byte.class) {
                code.i2b();
            }
        }
    }
}
